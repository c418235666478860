import { z } from "zod";
import { adminPageInput } from "../paging.ts";
import { calendarInstant, text } from "../values.ts";

/** An admin, as a log names them. */
export interface Actor {
  id: string;
  name: string;
  email: string;
}

export const auditSubjects = [
  "product",
  "campaign",
  "order",
  "user",
  "ranking",
  "export",
  "invariant",
  "view",
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

export const auditActions = [
  "product.create",
  "product.update",
  "product.archive",
  "product.restore",
  "product.adjustStock",
  "campaign.create",
  "campaign.update",
  "campaign.pause",
  "campaign.resume",
  "campaign.close",
  "order.refund",
  "user.create",
  "user.adjustBalance",
  "user.ban",
  "user.unban",
  "user.setRole",
  "ranking.aggregate",
  "export.replay",
  "export.replayAllDead",
  "export.setPaused",
  "invariant.check",
  "image.upload",
  "view.save",
  "view.remove",
] as const;
export type AuditAction = (typeof auditActions)[number];

export const listAuditInput = adminPageInput.extend({
  actorId: z.string().optional(),
  action: z.enum(auditActions).optional(),
  subjectType: z.enum(auditSubjects).optional(),
  subjectId: z.string().optional(),
  from: calendarInstant.optional(),
  /** Before. */
  to: calendarInstant.optional(),
});

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface AuditEntry {
  id: string;
  at: string;
  /** Null for a command that an operator ran. */
  actor: Actor | null;
  action: AuditAction;
  subjectType: AuditSubject;
  subjectId: string;
  /** The fields that changed, as they were. */
  before: Json;
  /** The same fields, as they are since. */
  after: Json;
  reason: string | null;
}

export type ListAudit = z.output<typeof listAuditInput>;

export const listViewsInput = z.strictObject({ list: text(40).min(1) });
export const saveViewInput = z.strictObject({
  list: z.string().regex(/^[a-z]{1,40}$/),
  name: text(60).trim().min(1),
  /** The URL's query, without the question mark. */
  query: text(1_000),
});

export interface SavedView {
  id: string;
  list: string;
  name: string;
  query: string;
}

export type SaveView = z.output<typeof saveViewInput>;
