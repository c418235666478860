import { isDestination } from "@sunchak/core";
import { z } from "zod";
import { inTime } from "./in-time.ts";
import type { Runtime } from "./runtime.ts";

export const healthOutput = z.object({
  status: z.enum(["ok", "unavailable"]),
  dependencies: z.object({
    database: z.enum(["up", "down"]),
    redis: z.enum(["up", "down", "not configured"]),
    /** `configured`: registering is not this process's own task, and nobody has asked it to. */
    inngest: z.enum(["registered", "not registered", "configured", "not configured"]),
  }),
  /** When this process's functions were registered with Inngest last. */
  inngestRegisteredAt: z.iso.datetime().nullable(),
  /** Whether this process delivers exports, and does so to the shop's destination. */
  exports: z.enum(["delivers", "left to others", "set to another destination", "unknown"]),
});

export type Health = z.output<typeof healthOutput>;

/**
 * Whether this process should be sent requests, and the state of what the shop depends on: only
 * the database makes it unavailable, and being told to end.
 */
export async function checkHealth({
  env,
  deps,
  jobs,
  stopping,
}: Pick<Runtime, "env" | "deps" | "jobs" | "stopping">): Promise<Health> {
  const registration = jobs.registration();
  const [database, redis, exports] = await Promise.all([
    upOrDown(() => deps.db.client.$queryRaw`SELECT count(*) FROM users WHERE id = ''`),
    env.lock.kind === "memory"
      ? ("not configured" as const)
      : upOrDown(() => deps.lock.release("lock:health", "nobody")),
    exportsOf(deps),
  ]);
  return {
    status: database === "up" && !stopping ? "ok" : "unavailable",
    dependencies: { database, redis, inngest: registration.state },
    inngestRegisteredAt: registration.at?.toISOString() ?? null,
    exports,
  };
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
