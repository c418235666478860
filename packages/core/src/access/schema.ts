import { z } from "zod";
import type { Actor, SubjectName } from "../audit/schema.ts";
import { adminPageInput } from "../paging.ts";
import { calendarInstant, idFilter, searchText } from "../values.ts";

/**
 * How long the access log keeps an entry, in days: two years, the longest that Korean rules on the
 * safe keeping of personal data (개인정보의 안전성 확보조치 기준, 제8조) ask for.
 */
export const ACCESS_LOG_DAYS = 731;

/** How long one view of one subject counts as the same, in minutes: pages read themselves again. */
export const SAME_VIEW_MINUTES = 60;

export const accessActions = [
  "session.signIn",
  "session.refuse",
  "user.view",
  "order.view",
  "order.download",
  "user.download",
  "audit.download",
  "access.download",
] as const;
export type AccessAction = (typeof accessActions)[number];

const accessFilter = {
  /** Part of the name or the email of who did it. */
  actor: searchText.optional(),
  actorId: idFilter.optional(),
  action: z.enum(accessActions).optional(),
  subjectId: idFilter.optional(),
  from: calendarInstant.optional(),
  /** Before. */
  to: calendarInstant.optional(),
};
export const listAccessInput = adminPageInput.extend(accessFilter);
export const accessFilterInput = z.strictObject(accessFilter);
export type ListAccess = z.output<typeof listAccessInput>;
export type AccessFilter = z.output<typeof accessFilterInput>;

/** A line of the access log. */
export interface AccessEntry {
  id: string;
  at: string;
  /** Null when nobody has the email that somebody tried to sign in with. */
  actor: Actor | null;
  action: AccessAction;
  subjectType: "user" | "order" | null;
  subjectId: string | null;
  subject: SubjectName | null;
  /** The IP address that the session was begun from. */
  address: string | null;
  reason: string | null;
}
