import { randomUUID } from "node:crypto";
import { type AuditAction, audited, hashOfToken, unused } from "@sunchak/core";
import { isStaff, type LinkPurpose, type StaffRole } from "@sunchak/core/schema";
import { type Database, isUniqueViolation, type Prisma, type Transaction } from "@sunchak/db";
import { hashPassword } from "better-auth/crypto";
import { AuthRefusal } from "./auth-refusal.ts";
import { PASSWORD_MAX } from "./create-library.ts";
import { checkPassword, wrongPassword } from "./passwords.ts";
import { registerUser } from "./register-user.ts";
import { whyWeak } from "./weak-password.ts";

/** What a link is for. */
interface Found {
  email: string;
  /** Of an invitation; null for a new password. */
  role: StaffRole | null;
  /** Whether somebody with this email has an account. */
  hasAccount: boolean;
}

/**
 * The links by which people join the staff, and set a password that they forgot. Each can be used
 * once. Each call may throw AuthRefusal LINK_UNKNOWN, LINK_USED, LINK_REVOKED or LINK_EXPIRED.
 */
export interface StaffLinks {
  find(purpose: LinkPurpose, token: string): Promise<Found>;
  /**
   * Joins the staff: who has an account by its password, anybody else with a new one. All sessions
   * of the account end.
   * @param given.name of a new account.
   * @throws AuthRefusal INVALID_PASSWORD | BANNED_USER | ALREADY_STAFF for who has an account, and
   * VALIDATION_FAILED | PASSWORD_TOO_WEAK | PASSWORD_TOO_LONG for who has none
   */
  accept(given: { token: string; name?: string | undefined; password: string }): Promise<{
    email: string;
  }>;
  /**
   * Sets a new password, ends all sessions of the user, and revokes their other links. A second
   * factor stays on.
   * @throws AuthRefusal PASSWORD_TOO_WEAK | PASSWORD_TOO_LONG
   */
  resetPassword(given: { token: string; newPassword: string }): Promise<{ email: string }>;
}

type Link = Prisma.StaffLinkGetPayload<object>;

interface StaffLinksOptions {
  db: Database;
  clock: { now(): Date };
}

export function createStaffLinks(options: StaffLinksOptions): StaffLinks {
  const { db, clock } = options;

  /** Runs a change of a user by themselves, and tells it in the audit log. */
  const change = <Result>(
    userId: string,
    action: AuditAction,
    work: Parameters<typeof audited<Result, { actorId: string }>>[3],
  ) => audited(options, { actorId: userId }, { action, subjectType: "user" }, work);

  async function find(purpose: LinkPurpose, token: string): Promise<Found> {
    const where = { purpose, tokenHash: hashOfToken(token) };
    const link = await db.client.staffLink.findUnique({ where });
    const { email, role } = await refuseWorthless(db.client, link, clock.now());
    const users = await db.client.user.count({ where: { email } });
    return { email, role: role as StaffRole | null, hasAccount: users > 0 };
  }

  /** Uses a link up. Of several calls at once, one gets it. */
  async function take(tx: Transaction, purpose: LinkPurpose, token: string): Promise<Link> {
    const where = { purpose, tokenHash: hashOfToken(token) };
    const [taken] = await tx.staffLink.updateManyAndReturn({
      where: { ...where, ...unused },
      data: { usedAt: clock.now() },
    });
    const link = taken ? { ...taken, ...unused } : await tx.staffLink.findUnique({ where });
    // Until this is stored, nobody can take the role of the link's maker away.
    await tx.$executeRaw`UPDATE users SET role = role WHERE id = ${link?.createdById ?? ""}`;
    return refuseWorthless(tx, link, clock.now());
  }

  /** Gives the account that already has an invitation's email its role. */
  async function join(email: string, { token, password }: { token: string; password: string }) {
    const { userId, hash } = await checkPassword(db, email, password);
    await change(userId, "user.acceptInvitation", async (tx, record) => {
      const { role } = await take(tx, "INVITATION", token);
      const stored = { userId, providerId: "credential", password: hash };
      const same = await tx.authAccount.updateMany({ where: stored, data: { password: hash } });
      if (same.count === 0) throw wrongPassword();
      const { count } = await tx.user.updateMany({
        where: { id: userId, role: "user", banned: false },
        data: { role: role ?? "user", updatedAt: clock.now() },
      });
      if (count === 0) throw await whyNotJoined(tx, userId);
      await tx.session.deleteMany({ where: { userId } });
      record({ subjectId: userId, before: { role: "user" }, after: { role } });
    });
  }

  /** Makes an account with an invitation's email and role. */
  async function register(
    { email, role }: Pick<Found, "email" | "role">,
    { token, name, password }: { token: string; name: string; password: string },
  ) {
    refuseUnfit(password, email);
    const id = randomUUID();
    const transaction: Database["transaction"] = (work) =>
      change(id, "user.acceptInvitation", async (tx, record) => {
        await take(tx, "INVITATION", token);
        record({ subjectId: id, after: { email, role } });
        return work(tx);
      });
    const user = {
      id,
      email,
      name,
      password,
      role: role ?? ("user" as const),
      createdAt: clock.now(),
    };
    await registerUser({ transaction }, user);
  }

  return {
    find,

    async accept({ token, name, password }) {
      const found = await find("INVITATION", token);
      const { email } = found;
      if (found.hasAccount) await join(email, { token, password });
      else if (name === undefined) throw new AuthRefusal(400, "VALIDATION_FAILED", "Which name?");
      else {
        try {
          await register(found, { token, name, password });
        } catch (error) {
          if (!isUniqueViolation(error)) throw error;
          // Somebody signed up with this email a moment ago.
          await join(email, { token, password });
        }
      }
      return { email };
    },

    async resetPassword({ token, newPassword }) {
      const { email } = await find("PASSWORD", token);
      refuseUnfit(newPassword, email);
      const password = await hashPassword(newPassword);
      const user = await db.client.user.findUnique({ where: { email } });
      if (!user) throw revoked();
      const userId = user.id;
      await change(userId, "user.resetPassword", async (tx, record) => {
        await take(tx, "PASSWORD", token);
        const { role } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
        if (!isStaff(role)) throw revoked();
        // First, so that its lock makes a sign-in with the old password wait in `isStill`.
        const where = { userId, providerId: "credential" };
        await tx.authAccount.updateMany({ where, data: { password } });
        await tx.session.deleteMany({ where: { userId } });
        await tx.staffLink.updateMany({
          where: { email, purpose: "PASSWORD", ...unused },
          data: { revokedAt: clock.now() },
        });
        record({ subjectId: userId });
      });
      return { email };
    },
  };
}

/** @throws AuthRefusal for a link that cannot be used, or of a maker who is no owner any more. */
async function refuseWorthless(
  { user }: Pick<Transaction, "user">,
  link: Link | null,
  now: Date,
): Promise<Link> {
  if (!link) throw new AuthRefusal(404, "LINK_UNKNOWN", "No such link.");
  if (link.usedAt) throw gone("LINK_USED", "This link has been used.");
  const { createdById: id } = link;
  const isOfOwner =
    id === null || (await user.count({ where: { id, role: "owner", banned: false } })) > 0;
  if (link.revokedAt || !isOfOwner) throw revoked();
  if (link.expiresAt <= now) throw gone("LINK_EXPIRED", "This link has expired.");
  return link;
}

const gone = (code: string, message: string) => new AuthRefusal(410, code, message);
const revoked = () => gone("LINK_REVOKED", "This link has been revoked.");

/** @throws AuthRefusal for a password that nobody of the staff may have. */
function refuseUnfit(password: string, email: string): void {
  if (password.length > PASSWORD_MAX) {
    throw new AuthRefusal(400, "PASSWORD_TOO_LONG", "Password too long");
  }
  const weakness = whyWeak(password, { email });
  if (weakness !== null) throw new AuthRefusal(400, "PASSWORD_TOO_WEAK", weakness);
}

async function whyNotJoined({ user }: Transaction, id: string): Promise<AuthRefusal> {
  const { banned } = await user.findUniqueOrThrow({ where: { id } });
  return banned
    ? new AuthRefusal(403, "BANNED_USER", "This account is suspended.")
    : new AuthRefusal(409, "ALREADY_STAFF", "This account is on the staff already.");
}
