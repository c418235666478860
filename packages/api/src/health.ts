import { z } from "zod";
import { inTime } from "./in-time.ts";
import type { Runtime } from "./runtime.ts";

export const healthOutput = z.object({
  status: z.enum(["ok", "unavailable"]),
  dependencies: z.object({
    database: z.enum(["up", "down"]),
    redis: z.enum(["up", "down", "not configured"]),
    inngest: z.enum(["configured", "not configured"]),
  }),
});

export type Health = z.output<typeof healthOutput>;

/**
 * Whether this process should be sent requests, and the state of what the shop depends on: only
 * the database makes it unavailable, and being told to end.
 */
export async function checkHealth({
  env,
  deps,
  stopping,
}: Pick<Runtime, "env" | "deps" | "stopping">): Promise<Health> {
  const [database, redis] = await Promise.all([
    upOrDown(() => deps.db.client.$queryRaw`SELECT count(*) FROM users WHERE id = ''`),
    env.lock.kind === "memory"
      ? ("not configured" as const)
      : upOrDown(() => deps.lock.release("lock:health", "nobody")),
  ]);
  return {
    status: database === "up" && !stopping ? "ok" : "unavailable",
    dependencies: {
      database,
      redis,
      inngest: env.inngest.mode === "none" ? "not configured" : "configured",
    },
  };
}

async function upOrDown(ask: () => PromiseLike<unknown>): Promise<"up" | "down"> {
  return (await inTime(ask)) === undefined ? "down" : "up";
}
