import { createHmac, randomInt } from "node:crypto";
import { type AuditAction, audited } from "@sunchak/core";
import { type Database, isUniqueViolation, type Transaction } from "@sunchak/db";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { AuthRefusal } from "./auth-refusal.ts";
import type { Session } from "./find-session.ts";
import { checkPassword } from "./passwords.ts";
import { findStep, newSecret, setupUri } from "./totp.ts";

/** Wrong codes that a user may give in that many minutes; a CHECK of the table repeats it. */
const GUESSES = 5;
const GUESS_MINUTES = 15;

const RECOVERY_CODES = 10;
/** Without the signs that people mistake for others. */
const RECOVERY_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A password, and a code of the app or a recovery code. */
interface Proofs {
  password: string;
  code: string;
}

/**
 * The second factor of a member of the staff. Each change is in the audit log, without secrets.
 * A code counts once; five wrong ones in 15 minutes are the limit, whatever process counts them.
 * Each call may throw AuthRefusal INVALID_PASSWORD, INVALID_CODE or SECOND_FACTOR_LOCKED.
 */
export interface SecondFactor {
  /**
   * Stores a new secret, for which sign-in does not ask yet.
   * @throws AuthRefusal SECOND_FACTOR_ON
   */
  begin(session: Session, password: string): Promise<{ secret: string; uri: string }>;
  /** Turns the factor on by a first code, and ends the user's other sessions. */
  confirm(session: Session, code: string): Promise<{ recoveryCodes: string[] }>;
  /** Turns the factor off. */
  remove(session: Session, proofs: Proofs): Promise<void>;
  /** Replaces the recovery codes. */
  renewCodes(session: Session, proofs: Proofs): Promise<{ recoveryCodes: string[] }>;
  /** The user's factor; null when there is none, or it is not turned on yet. */
  find(userId: string): Promise<Factor>;
  /**
   * Takes a code for a sign-in; does nothing when the user has no factor.
   * @returns the factor for which the code was given.
   * @throws AuthRefusal SECOND_FACTOR_REQUIRED when there is no code
   */
  give(userId: string, code: string | undefined): Promise<Factor>;
  /**
   * Whether this is still the user's factor. It waits for a change that is under way; one that begins
   * later ends the sessions that are stored by then.
   */
  isStill(userId: string, factor: Factor): Promise<boolean>;
}

/** A factor by its encrypted secret, which is another for each that is turned on. */
export type Factor = string | null;

const factorOf = (row: { secret: string; confirmedAt: Date | null } | null | undefined): Factor =>
  row?.confirmedAt ? row.secret : null;

interface SecondFactorOptions {
  db: Database;
  clock: { now(): Date };
  secret: string;
  onWarning(message: string): void;
}

export function createSecondFactor(options: SecondFactorOptions): SecondFactor {
  const { db, clock, secret: key, onWarning } = options;
  const { secondFactor } = db.client;

  const change = <Result>(
    userId: string,
    action: AuditAction,
    work: Parameters<typeof audited<Result, { actorId: string }>>[3],
  ) => audited(options, { actorId: userId }, { action, subjectType: "user" }, work);

  const hashOf = (userId: string, code: string) =>
    createHmac("sha256", key).update(`recovery code\n${userId}\n${code}`).digest("base64url");

  async function replaceCodes(tx: Transaction, userId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.recoveryCode.createMany({
      data: codes.map((code) => ({ userId, hash: hashOf(userId, plain(code)) })),
    });
    return codes;
  }

  /** Counts a guess before anything is compared, so that many at once can't pass the limit. */
  async function countGuess(userId: string) {
    const now = clock.now();
    const since = new Date(now.getTime() - GUESS_MINUTES * 60_000);
    await secondFactor.updateMany({
      where: { userId, guessesSince: { lte: since } },
      data: { guesses: 0, guessesSince: now },
    });
    const [factor] = await secondFactor.updateManyAndReturn({
      where: { userId, guesses: { lt: GUESSES } },
      data: { guesses: { increment: 1 } },
    });
    if (factor) return factor;
    const locked = await secondFactor.findUnique({ where: { userId } });
    if (!locked) throw invalid();
    const until = locked.guessesSince.getTime() + GUESS_MINUTES * 60_000;
    throw new AuthRefusal(429, "SECOND_FACTOR_LOCKED", "Too many wrong codes. Try again later.", {
      retryAfterSeconds: Math.max(1, Math.ceil((until - now.getTime()) / 1000)),
    });
  }

  async function findStepOf(code: string, encrypted: string): Promise<number | null> {
    try {
      const secret = await symmetricDecrypt({ key, data: encrypted });
      return findStep(code, secret, clock.now());
    } catch {
      onWarning("a second factor can't be read: it was stored under another BETTER_AUTH_SECRET");
      return null;
    }
  }

  /**
   * Uses a code up, and does `work` in the same transaction. The audit log tells the action; that of
   * a sign-in only when a recovery code was used.
   */
  async function spend<Result>(
    userId: string,
    given: string,
    action: AuditAction,
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const { secret, guesses } = await countGuess(userId);
    const code = plain(given);
    const step = (await findStepOf(code, secret)) ?? 0;
    const spent = await change(userId, action, async (tx, record) => {
      const { count: taken } = await tx.secondFactor.updateMany({
        where: { userId, secret, lastStep: { lt: step } },
        data: { lastStep: step, guesses: 0 },
      });
      if (taken === 0) {
        const used = await tx.recoveryCode.deleteMany({
          where: { userId, hash: hashOf(userId, code) },
        });
        if (used.count === 0) return null;
        await tx.secondFactor.updateMany({ where: { userId }, data: { guesses: 0 } });
      }
      if (taken === 0 || action !== "user.useRecoveryCode") record({ subjectId: userId });
      return { result: await work(tx) };
    });
    if (spent) return spent.result;
    if (guesses === GUESSES) {
      await change(userId, "user.lockSecondFactor", async (_, record) =>
        record({ subjectId: userId }),
      );
    }
    throw invalid();
  }

  return {
    async begin({ user: { id: userId, email } }, password) {
      await checkPassword(db, email, password);
      const secret = newSecret();
      const encrypted = await symmetricEncrypt({ key, data: secret });
      try {
        await db.transaction(async (tx) => {
          await tx.secondFactor.deleteMany({ where: { userId, confirmedAt: null } });
          await tx.secondFactor.create({
            data: { userId, secret: encrypted, guessesSince: clock.now() },
          });
        });
      } catch (error) {
        throw isUniqueViolation(error) ? isOn() : error;
      }
      return { secret, uri: setupUri(secret, email) };
    },

    confirm: ({ id, user: { id: userId } }, code) =>
      spend(userId, code, "user.turnOnSecondFactor", async (tx) => {
        const { count } = await tx.secondFactor.updateMany({
          where: { userId, confirmedAt: null },
          data: { confirmedAt: clock.now() },
        });
        if (count === 0) throw isOn();
        // They began without the factor.
        await tx.session.deleteMany({ where: { userId, id: { not: id } } });
        return { recoveryCodes: await replaceCodes(tx, userId) };
      }),

    async remove({ user: { id: userId, email } }, { password, code }) {
      await checkPassword(db, email, password);
      await spend(userId, code, "user.turnOffSecondFactor", (tx) =>
        tx.secondFactor.deleteMany({ where: { userId } }),
      );
    },

    async renewCodes({ user: { id: userId, email } }, { password, code }) {
      await checkPassword(db, email, password);
      return spend(userId, code, "user.renewRecoveryCodes", async (tx) => ({
        recoveryCodes: await replaceCodes(tx, userId),
      }));
    },

    find: async (userId) => factorOf(await secondFactor.findUnique({ where: { userId } })),

    async give(userId, code) {
      const factor = factorOf(await secondFactor.findUnique({ where: { userId } }));
      if (factor === null) return null;
      if (!code) {
        throw new AuthRefusal(403, "SECOND_FACTOR_REQUIRED", "Send a code of the second factor.");
      }
      await spend(userId, code, "user.useRecoveryCode", async () => {});
      return factor;
    },

    async isStill(userId, factor) {
      const data = { guesses: { increment: 0 } };
      const [row] = await secondFactor.updateManyAndReturn({ where: { userId }, data });
      return factorOf(row) === factor;
    },
  };
}

const isOn = () => new AuthRefusal(409, "SECOND_FACTOR_ON", "The second factor is on already.");
const invalid = () => new AuthRefusal(400, "INVALID_CODE", "Invalid code");

/** A code as it is compared, however it was typed. */
const plain = (code: string) => code.replace(/[\s-]/g, "").toUpperCase();

function newRecoveryCode(): string {
  const signs = Array.from({ length: 10 }, () => RECOVERY_SIGNS[randomInt(RECOVERY_SIGNS.length)]);
  return `${signs.slice(0, 5).join("")}-${signs.slice(5).join("")}`;
}
