import { isDestination } from "@sunchak/core";
import {
  type Database,
  DatabaseUnavailable,
  type UnavailableReason,
  unavailableReasons,
} from "@sunchak/db";
import { z } from "zod";
import { inTime } from "../in-time.ts";
import type { Runtime } from "../runtime.ts";

export const healthOutput = z.object({
  status: z.enum(["ok", "unavailable"]),
  dependencies: z.object({
    database: z.enum(["up", "down"]),
    redis: z.enum(["up", "down", "not configured"]),
    /** `configured`: this process does not register on its own, and nobody has asked it to. */
    inngest: z.enum(["registered", "not registered", "configured", "not configured"]),
  }),
  /** Why the database is down; left out while it is up, or when the reason is unknown. */
  databaseProblem: z.enum(unavailableReasons).optional(),
  /** When this process last registered its functions with Inngest. */
  inngestRegisteredAt: z.iso.datetime().nullable(),
  /** Whether this process delivers exports, and does so to the shop's destination. */
  exports: z.enum(["delivers", "left to others", "set to another destination", "unknown"]),
});

export type Health = z.output<typeof healthOutput>;

/**
 * Whether this process is ready for requests, and the state of the shop's dependencies. Only two
 * things make it unavailable: a database that is down, and a shutdown. The database is up when it
 * can be read and takes a write.
 */
export async function checkHealth({
  env,
  deps,
  jobs,
  stopping,
}: Pick<Runtime, "env" | "deps" | "jobs" | "stopping">): Promise<Health> {
  const registration = jobs.registration();
  const [database, redis, exports] = await Promise.all([
    checkDatabase(deps.db),
    env.lock.kind === "memory"
      ? ("not configured" as const)
      : upOrDown(() => deps.lock.release("lock:health", "nobody")),
    exportsOf(deps),
  ]);
  return {
    status: database.state === "up" && !stopping ? "ok" : "unavailable",
    dependencies: { database: database.state, redis, inngest: registration.state },
    ...(database.problem && { databaseProblem: database.problem }),
    inngestRegisteredAt: registration.at?.toISOString() ?? null,
    exports,
  };
}

interface DatabaseState {
  state: "up" | "down";
  problem?: UnavailableReason;
}

async function checkDatabase(db: Database): Promise<DatabaseState> {
  const checked = await inTime(async (): Promise<DatabaseState> => {
    try {
      await db.client.$queryRaw`SELECT count(*) FROM users WHERE id = ''`;
      await db.checkWrite();
      return { state: "up" };
    } catch (error) {
      return {
        state: "down",
        ...(error instanceof DatabaseUnavailable && { problem: error.reason }),
      };
    }
  });
  return checked ?? { state: "down", problem: "slow" };
}

async function exportsOf({ db, dataPlatform }: Runtime["deps"]): Promise<Health["exports"]> {
  const { destination } = dataPlatform;
  if (destination === null) return "left to others";
  const isShops = await inTime(() => isDestination(db.client, destination));
  if (isShops === undefined) return "unknown";
  return isShops ? "delivers" : "set to another destination";
}

async function upOrDown(ask: () => PromiseLike<unknown>): Promise<"up" | "down"> {
  return (await inTime(ask)) === undefined ? "down" : "up";
}
