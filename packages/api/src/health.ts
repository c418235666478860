import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Runtime } from "./runtime.ts";

/** How long a dependency may take to answer before it counts as down, in milliseconds. */
const PATIENCE_MS = 2_000;

export const healthOutput = z.object({
  status: z.enum(["ok", "unavailable"]),
  dependencies: z.object({
    database: z.enum(["up", "down"]),
    redis: z.enum(["up", "down", "not configured"]),
    inngest: z.enum(["configured", "not configured"]),
  }),
});

export type Health = z.output<typeof healthOutput>;

/** The state of what the shop depends on; only the database makes it unavailable. */
export async function checkHealth({ env, deps }: Pick<Runtime, "env" | "deps">): Promise<Health> {
  const [database, redis] = await Promise.all([
    answers(() => deps.db.client.$queryRaw`SELECT count(*) FROM users WHERE id = ''`),
    env.lock.kind === "memory"
      ? ("not configured" as const)
      : answers(() => deps.lock.release("lock:health", "nobody")),
  ]);
  return {
    status: database === "up" ? "ok" : "unavailable",
    dependencies: {
      database,
      redis,
      inngest: env.inngest.mode === "none" ? "not configured" : "configured",
    },
  };
}

async function answers(ask: () => PromiseLike<unknown>): Promise<"up" | "down"> {
  const timer = new AbortController();
  const asked = async () => {
    await ask();
    return "up" as const;
  };
  try {
    const late = delay(PATIENCE_MS, "down" as const, { signal: timer.signal, ref: false });
    return await Promise.race([asked(), late]);
  } catch {
    return "down";
  } finally {
    timer.abort();
  }
}
