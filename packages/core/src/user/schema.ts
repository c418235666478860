import { z } from "zod";
import { adminPageInput } from "../paging.ts";
import { tagText } from "../tag/schema.ts";
import { calendarInstant, idFilter, label, reasonText, searchText } from "../values.ts";
import { type StaffRole, type UserRole, userRoles } from "./roles.ts";

export const USER_NAME_MAX = 80;
export const userName = label(USER_NAME_MAX);
export const emailAddress = z.email().max(254);

/** How long an admin's password counts after it was given, in minutes. */
export const PASSWORD_COUNTS_MINUTES = 5;

/**
 * How much money is much, in won: the total that an admin may refund and adjust after that without
 * giving the password, and what one change may move at most by a role for which that is too much.
 */
export const WON_BOUND = 200_000;

const userFilter = {
  /** Part of a name or of an email. */
  q: searchText.optional(),
  role: z.enum(userRoles).optional(),
  banned: z.boolean().optional(),
  /** Joined at or after. */
  from: calendarInstant.optional(),
  /** Joined before. */
  to: calendarInstant.optional(),
  tag: tagText.optional(),
};
export const listUsersInput = adminPageInput.extend(userFilter);
/** As a query string has it. */
export const userFilterInput = z.strictObject({
  ...userFilter,
  banned: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
});

export const userPageInput = adminPageInput.extend({ id: idFilter });
export const userCouponsInput = z.strictObject({ id: idFilter });
export const renameUserInput = z.strictObject({ name: userName });
export const endSessionInput = z.strictObject({ id: z.string() });
export const resetSecondFactorInput = z.strictObject({ id: z.string(), reason: reasonText });
export const banUserInput = z.strictObject({ id: z.string(), reason: reasonText });
export const setRoleInput = z.strictObject({
  id: z.string(),
  role: z.enum(userRoles),
  reason: reasonText,
});

export interface AdminUser {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  banned: boolean;
  banReason: string | null;
  createdAt: string;
  /** Won. */
  balance: number;
}

/** One of the staff. */
export interface StaffMember {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  banned: boolean;
  /** When the newest of their open sessions in the admin app began; null when there is none. */
  signedInAt: string | null;
  secondFactorOn: boolean;
}

/** The sums of a list of users. */
export interface UserTotals {
  users: number;
  /** Won. */
  balance: number;
}

export interface AdminUserDetail extends AdminUser {
  entryCount: number;
  orderCount: number;
  paidOrderCount: number;
  couponCount: number;
  /** When the newest of the open sessions began; null when there is none. */
  signedInSince: string | null;
}

/** One of a user's own sessions. */
export interface UserSession {
  id: string;
  /** Whether the call that asks is made in it. */
  isThis: boolean;
  /** What the browser or client that signed in calls itself. */
  userAgent: string | null;
  ipAddress: string | null;
  signedInAt: string;
  expiresAt: string;
}

/** The admin who makes a change. */
export interface Acting {
  actorId: string;
  /** The session that may need the password again; left out by code on the shop's own machine. */
  sessionId?: string;
  /** Left out by code on the shop's own machine, which may do everything. */
  actorRole?: UserRole;
  /** Repeats under one key have one effect and get the first response. */
  idempotencyKey?: string;
}

export type ListUsers = z.output<typeof listUsersInput>;
export type UserFilter = z.output<typeof userFilterInput>;
