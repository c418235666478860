import { z } from "zod";
import { adminPageInput } from "../paging.ts";
import { calendarInstant, idFilter, searchText } from "../values.ts";

/** An admin, as the audit log names them. */
export interface Actor {
  id: string;
  name: string;
  email: string;
}

export const auditSubjects = [
  "product",
  "category",
  "campaign",
  "coupon",
  "order",
  "user",
  "team",
  "ranking",
  "export",
  "invariant",
  "view",
  "image",
  "alert",
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

export const auditActions = [
  "product.create",
  "product.update",
  "product.import",
  "product.archive",
  "product.restore",
  "product.adjustStock",
  "category.create",
  "category.rename",
  "campaign.create",
  "campaign.update",
  "campaign.extend",
  "campaign.pause",
  "campaign.resume",
  "campaign.close",
  "order.refund",
  "note.add",
  "tag.set",
  "user.create",
  "user.adjustBalance",
  "user.ban",
  "user.unban",
  "user.setRole",
  "user.turnOnSecondFactor",
  "user.turnOffSecondFactor",
  "user.renewRecoveryCodes",
  "user.useRecoveryCode",
  "user.lockSecondFactor",
  "user.resetSecondFactor",
  "user.acceptInvitation",
  "user.makeResetLink",
  "user.resetPassword",
  "team.invite",
  "team.revokeInvitation",
  "ranking.aggregate",
  "export.replay",
  "export.replayAllDead",
  "export.retryAllWaiting",
  "export.setPaused",
  "export.setDestination",
  "invariant.check",
  "invariant.repair",
  "alert.setRules",
  "alert.test",
  "alert.replay",
  "image.upload",
  "view.save",
  "view.remove",
] as const;
export type AuditAction = (typeof auditActions)[number];

const auditFilter = {
  /** Part of the name or the email of who did it. */
  actor: searchText.optional(),
  actorId: idFilter.optional(),
  action: z.enum(auditActions).optional(),
  subjectType: z.enum(auditSubjects).optional(),
  /** What finds an order, a product, a shopper or a campaign in its list. */
  subject: searchText.optional(),
  subjectId: idFilter.optional(),
  from: calendarInstant.optional(),
  /** Before. */
  to: calendarInstant.optional(),
};
export const listAuditInput = adminPageInput.extend(auditFilter);
export const auditFilterInput = z.strictObject(auditFilter);

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What people call something, in both languages, and whose it is, if a shopper's. */
export interface SubjectName {
  name: string;
  nameEn: string;
  owner: { id: string; name: string } | null;
}

/** A line of the audit log: who changed what, with the state before and after. */
export interface AuditEntry {
  id: string;
  at: string;
  /** Null for a command that an operator ran. */
  actor: Actor | null;
  action: AuditAction;
  subjectType: AuditSubject;
  subjectId: string;
  /** Null for what has no name, or is no longer there. */
  subject: SubjectName | null;
  /** The fields that changed, as they were. */
  before: Json;
  /** The same fields, as they are since. */
  after: Json;
  reason: string | null;
}

export type ListAudit = z.output<typeof listAuditInput>;
export type AuditFilter = z.output<typeof auditFilterInput>;
