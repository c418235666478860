import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Deps, getAdminExport } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { makePaidEvent, onEachDatabase, type TestDeps, testDeps } from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { JobScope } from "./cron-jobs.ts";
import { createJobs, type Running } from "./index.ts";
import { jobsEnv } from "./jobs-env.fixture.ts";
import { answering, type Receiver, startReceiver } from "./receiver.fixture.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

onEachDatabase((database) => {
  let folder: string;
  let shops: Receiver;
  let another: Receiver;
  const running: Running[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sunchak-destination-"));
    shops = await startReceiver(answering(503));
    another = await startReceiver(answering(200));
    await database().client.setting.deleteMany();
    await database().client.auditEntry.deleteMany();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await Promise.all([shops.close(), another.close(), rm(folder, { recursive: true })]);
  });
  const file = () => join(folder, "exports.ndjson");

  /** A process with this address as its DATA_PLATFORM_URL; null for none. */
  function processOf(
    url: string | null,
    { scope = "all", change = false }: { scope?: JobScope; change?: boolean } = {},
  ) {
    const around = testDeps(database());
    const env = {
      ...jobsEnv,
      rankingCron: "0 0 1 1 *",
      dataPlatform: url === null ? null : { url, secret },
      exportsFile: file(),
      changeDestination: change,
    };
    const jobs = createJobs(env, { ...around, scope });
    const deps: TestDeps = { ...around, dataPlatform: jobs.dataPlatform, relay: jobs.relay };
    const confirm = () => jobs.confirmDestination(deps);
    const run = async () => {
      await confirm();
      const one = await jobs.start(deps);
      running.push(one);
      return one;
    };
    return { deps, confirm, run };
  }
  const shownOf = async (deps: Deps, id: string) => {
    const { status, tries } = await getAdminExport(deps, { id });
    return { status, destinations: tries.map(({ destination }) => destination) };
  };

  /**
   * The starts alternate between two addresses. Expects that all starts with one address succeed
   * and all with the other are refused.
   */
  const expectOneFirst = (ends: PromiseSettledResult<unknown>[]) => {
    const taken = ends.map(({ status }) => status);
    expect(taken.filter((_, i) => i % 2 === 0)).toEqual(Array(5).fill(taken[0]));
    expect(taken.filter((_, i) => i % 2 === 1)).toEqual(Array(5).fill(taken[1]));
    expect(new Set(taken.slice(0, 2))).toEqual(new Set(["fulfilled", "rejected"]));
  };

  describe("a process of another destination than the shop's", () => {
    test.each([
      ["the admin app, with another address", "exports"],
      ["a storefront, with another address", "all"],
    ] as const)(
      "is refused at its start, with both destinations named: %s",
      async (_who, scope) => {
        await processOf(shops.url).confirm();
        const start = processOf(another.url, { scope }).confirm();
        await expect(start).rejects.toThrow(`DATA_PLATFORM_URL: names ${another.url}`);
        await expect(start).rejects.toThrow(`exports go to ${shops.url}`);
        await expect(start).rejects.toThrow("DATA_PLATFORM_CHANGE=yes");
      },
    );

    test("is refused at its start without an address", async () => {
      await processOf(shops.url).confirm();
      await expect(processOf(null).confirm()).rejects.toThrow(
        "is not set, which means data/exports",
      );
    });

    test("delivers nothing when the destination changes while it runs, and leaves the event to the new one", async () => {
      const { deps, run } = processOf(another.url);
      await run();
      await processOf(shops.url, { change: true }).confirm();
      const { eventId } = await makePaidEvent(deps);
      await running.pop()?.stop();
      expect(another.received).toEqual([]);
      expect(await shownOf(deps, eventId)).toEqual({ status: "PENDING", destinations: [] });
    });
  });

  test("an admin app without an address leaves exports to the storefronts, even while their receiver is down", async () => {
    const { deps, run } = processOf(null, { scope: "exports" });
    await run();
    const { eventId } = await makePaidEvent(deps);
    await running.pop()?.stop();
    expect(existsSync(file())).toBe(false);
    expect(await shownOf(deps, eventId)).toEqual({ status: "PENDING", destinations: [] });

    // It has not stored its file as the shop's destination either.
    const storefront = processOf(shops.url);
    await storefront.run();
    await expect.poll(() => shops.received.length).toBeGreaterThan(0);
    await running.pop()?.stop();
    expect(await shownOf(deps, eventId)).toEqual({
      status: "PENDING",
      destinations: [shops.url],
    });
    expect(existsSync(file())).toBe(false);
  });

  test("one of many processes that start at once sets the destination, and those with another are refused", async () => {
    const starts = Array.from({ length: 10 }, (_, i) =>
      processOf(i % 2 === 0 ? shops.url : another.url).confirm(),
    );
    expectOneFirst(await Promise.allSettled(starts));
  });

  test("one of many starts at once moves a shop from the file to an address, and writes no more to the file", async () => {
    const { deps, run } = processOf(null);
    await run();
    const starts = Array.from({ length: 10 }, (_, i) =>
      processOf(i % 2 === 0 ? shops.url : another.url).confirm(),
    );
    const ends = await Promise.allSettled(starts);
    expectOneFirst(ends);
    const to = ends[0]?.status === "fulfilled" ? shops.url : another.url;
    const changes = await database().client.auditEntry.findMany({
      where: { action: "export.setDestination" },
    });
    expect(changes).toMatchObject([
      { actorId: null, before: { destination: "data/exports.ndjson" }, after: { destination: to } },
    ]);
    const { eventId } = await makePaidEvent(deps);
    await running.pop()?.stop();
    expect(existsSync(file())).toBe(false);
    expect(await shownOf(deps, eventId)).toEqual({ status: "PENDING", destinations: [] });
    await expect(processOf(null).confirm()).rejects.toThrow("is not set, which means data/exports");
  });

  test("a process that is told to change the destination does so and logs it, and later ones follow", async () => {
    await processOf(shops.url).confirm();
    const { deps, confirm } = processOf(another.url, { change: true });
    await confirm();
    expect(deps.logged).toMatchObject([{ level: "warn", fields: { destination: another.url } }]);
    await processOf(another.url).confirm();
    await expect(processOf(shops.url).confirm()).rejects.toThrow(another.url);
    const { eventId } = await makePaidEvent(deps);
    await processOf(another.url).run();
    await expect
      .poll(() => shownOf(deps, eventId))
      .toEqual({ status: "DELIVERED", destinations: [another.url] });
  });

  test("the secrets of an address are not in the setting, the tries, the log or the refusal", async () => {
    const { deps, run } = processOf(`${another.url}?token=hush`);
    await run();
    const { eventId } = await makePaidEvent(deps);
    deps.relay.exportReady(eventId);
    await expect
      .poll(() => shownOf(deps, eventId))
      .toEqual({ status: "DELIVERED", destinations: [another.url] });
    // The token is sent, but a different token is not a different destination.
    expect(another.paths).toContain("/exports?token=hush");
    await processOf(`${another.url}?token=hush-hush`).confirm();
    const refusal = await processOf(`${shops.url}?token=hush`)
      .confirm()
      .catch((error: Error) => error.message);
    const settings = await database().client.setting.findMany();
    expect(JSON.stringify([refusal, settings, deps.logged])).not.toContain("hush");
  });

  test("the file is a destination too, whose name does not depend on its folder", async () => {
    const { deps, run } = processOf(null);
    await run();
    const { eventId } = await makePaidEvent(deps);
    deps.relay.exportReady(eventId);
    await expect
      .poll(() => shownOf(deps, eventId))
      .toEqual({ status: "DELIVERED", destinations: ["data/exports.ndjson"] });
    expect(await readFile(file(), "utf8")).toContain(eventId);
  });
});

test("a start while the database is away goes on with a warning, unless it was told to change the destination", async () => {
  const db = openDatabase("postgresql://nobody@127.0.0.1:1/nothing", { connections: 1 });
  onTestFinished(() => db.close());
  const around = testDeps(db);
  const jobs = (changeDestination: boolean) =>
    createJobs({ ...jobsEnv, changeDestination }, around);
  await jobs(false).confirmDestination(around);
  expect(around.logged).toMatchObject([
    { level: "warn", message: expect.stringContaining("could not be read") },
  ]);
  await expect(jobs(true).confirmDestination(around)).rejects.toThrow();
});
