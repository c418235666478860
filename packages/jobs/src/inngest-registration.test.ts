import type { Inngest as InngestEnv } from "@sunchak/env";
import {
  createTestDatabase,
  type InngestServer,
  startInngestServer,
  testDeps,
} from "@sunchak/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createJobs, type Running } from "./index.ts";
import { jobsEnv } from "./jobs-env.fixture.ts";

const APP = "http://shop.internal:3000";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let inngest: InngestServer;
const running: Running[] = [];

beforeAll(async () => {
  database = await createTestDatabase("sqlite");
});
afterAll(() => database.drop());
beforeEach(async () => {
  inngest = await startInngestServer();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await inngest.stop();
});

/** A process of the shop. The time of the ranking tells its version. */
function processOf(
  rankingCron: string,
  settings: Partial<InngestEnv & { signingKey: string }> = {},
) {
  const { eventKey, signingKey, url } = inngest;
  const deps = testDeps(database.db);
  const infos: Record<string, unknown>[] = [];
  const log = { ...deps.log, info: (fields: Record<string, unknown>) => void infos.push(fields) };
  const mode = { mode: "cloud", eventKey, signingKey, baseUrl: url, serveOrigin: APP } as const;
  const jobs = createJobs(
    { ...jobsEnv, rankingCron, inngest: { ...mode, ...settings } as InngestEnv },
    { ...deps, log },
  );
  const start = async () => {
    running.push(await jobs.start(deps));
  };
  return { deps, jobs, infos, start };
}
const rankingCronAtInngest = () =>
  inngest.functions.find(({ id }) => id === "sunchak-rank-products")?.triggers[0]?.cron;

describe("a process of the shop", () => {
  test("registers itself at its start, and logs Inngest's answer", async () => {
    const { deps, jobs, infos, start } = processOf("0 3 * * *");
    expect(jobs.registration()).toEqual({ state: "configured", at: null });
    await start();
    await expect.poll(rankingCronAtInngest).toBe("0 3 * * *");
    await expect.poll(jobs.registration).toEqual({ state: "registered", at: deps.clock.now() });
    expect(infos).toMatchObject([{ said: expect.stringContaining("Successfully registered") }]);
  });

  test("of a new version registers its new crons, for which Inngest would not have asked", async () => {
    const before = processOf("0 3 * * *");
    await before.start();
    await expect.poll(rankingCronAtInngest).toBe("0 3 * * *");
    const after = processOf("0 4 * * *");
    await inngest.poll(`${APP}/api/inngest`);
    expect(rankingCronAtInngest()).toBe("0 3 * * *");
    await after.start();
    await expect.poll(rankingCronAtInngest).toBe("0 4 * * *");
  });

  test("tries again until Inngest is there, and reports itself as not registered meanwhile", async () => {
    inngest.setReady(false);
    const { deps, jobs, start } = processOf("0 3 * * *");
    await start();
    const refusals = () =>
      deps.logged.filter(({ message }) => message.startsWith("Inngest did not take"));
    await expect.poll(() => refusals().length).toBeGreaterThan(1);
    expect(refusals()[0]?.fields.said).toContain("bad gateway");
    expect(jobs.registration()).toEqual({ state: "not registered", at: null });
    inngest.setReady(true);
    await expect.poll(() => jobs.registration().state).toBe("registered");
    expect(rankingCronAtInngest()).toBe("0 3 * * *");
  });

  test("reports itself as not registered when Inngest refuses its key or functions, and the old ones stay", async () => {
    await processOf("0 3 * * *").start();
    await expect.poll(rankingCronAtInngest).toBe("0 3 * * *");
    for (const { jobs, deps, start } of [
      processOf("0 4 * * *", { signingKey: "cd".repeat(32) }),
      // The configuration check is bypassed, as if Inngest had a new rule.
      processOf("0 4 L * *"),
    ]) {
      await start();
      const said = () => deps.logged.map(({ fields }) => String(fields.said)).join();
      await expect.poll(said).toMatch(/Authentication failed|is invalid/);
      expect(jobs.registration().state).toBe("not registered");
      expect(rankingCronAtInngest()).toBe("0 3 * * *");
    }
  });

  test("stops trying once it is stopped", async () => {
    inngest.setReady(false);
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout");
    const before = timers().length;
    const { jobs, deps, start } = processOf("0 3 * * *");
    await start();
    await expect.poll(() => deps.logged.length).toBeGreaterThan(0);
    await running.pop()?.stop();
    inngest.setReady(true);
    expect(timers().length).toBeLessThanOrEqual(before);
    expect(jobs.registration().state).toBe("not registered");
  });

  test("that does not register by itself, as on serverless platforms, reports a registration by request", async () => {
    const { deps, jobs } = processOf("0 3 * * *");
    const handler = jobs.inngestHandler(deps);
    await handler?.(new Request("http://elsewhere.example/api/inngest", { method: "PUT" }));
    expect(jobs.registration()).toEqual({ state: "registered", at: deps.clock.now() });
  });
});

test("several processes at once register the same functions", async () => {
  const processes = Array.from({ length: 4 }, () => processOf("0 3 * * *"));
  await Promise.all(processes.map(({ start }) => start()));
  for (const { jobs } of processes) {
    await expect.poll(() => jobs.registration().state).toBe("registered");
  }
  const ids = inngest.functions.map(({ id }) => id);
  expect(ids).toContain("sunchak-deliver-export");
  expect(new Set(ids).size).toBe(ids.length);
});

test("an admin app does not register the storefront's functions", async () => {
  const { deps } = processOf("0 3 * * *");
  const inngestEnv = { mode: "dev", baseUrl: inngest.url, serveOrigin: APP } as const;
  const jobs = createJobs({ ...jobsEnv, inngest: inngestEnv }, { ...deps, scope: "exports" });
  running.push(await jobs.start(deps));
  expect(jobs.registration()).toEqual({ state: "configured", at: null });
  expect(inngest.functions).toEqual([]);
});
