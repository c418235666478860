import { setTimeout as delay } from "node:timers/promises";
import { systemClock } from "@sunchak/core";
import { type Database, openDatabase } from "@sunchak/db";
import { makeCampaign } from "@sunchak/testing";
import { type Bench, BOTH, type Options } from "../src/bench.ts";
import { type Crowd, withCrowd } from "../src/drop/crowd.ts";
import { present } from "../src/drop/stream.ts";
import { cpuOf, measureOf, memoryOf } from "../src/measure.ts";
import type { Row } from "../src/report.ts";
import { type Server, startStorefront, withDatabases } from "../src/servers.ts";

const FULL = { streams: 10_000, changes: 20 };
const QUICK = { streams: 200, changes: 2 };
/** What issue 11 asks for: milliseconds until the last one is told, and kilobytes a stream. */
const TOLD_MS = 2_000;
const MEMORY_KB = 20;
const SETTLE_MS = 5_000;

/** Coupons are added at the database, as another process would, and every stream has to tell. */
export const live: Bench = {
  title: "10,000 live streams of one process",
  databases: BOTH,
  run: ({ database, ...options }) =>
    withDatabases(database, async (create) => measureStreams(await create("shop"), options)),
};

async function measureStreams(url: string, options: Omit<Options, "database">): Promise<Row[]> {
  const db = openDatabase(url);
  const server = await startStorefront(url);
  try {
    const couponId = await makeCampaign({ db, clock: systemClock }, { totalQuantity: 1 });
    const shoppers = {
      couponId,
      authorizations: Array<string>((options.quick ? QUICK : FULL).streams).fill(""),
      urlsOf: () => [server.url.replace("localhost", "127.0.0.1")],
    };
    return await withCrowd(shoppers, (crowd) =>
      watchChanges(crowd, { server, db, couponId }, options),
    );
  } finally {
    await server.stop();
    await db.close();
  }
}

async function watchChanges(
  crowd: Crowd,
  { server, db, couponId }: { server: Server; db: Database; couponId: string },
  { quick, say }: Omit<Options, "database">,
): Promise<Row[]> {
  const { streams, changes } = quick ? QUICK : FULL;
  const cpu = cpuOf(server.pid);
  // The first streams make the server load and compile what it needs.
  await crowd.watch(streams / 100);
  const memory = memoryOf(server.pid);
  say(`Opening ${streams} streams…`);
  const begin = performance.now();
  const opening = await crowd.watch(streams);
  const opened = measureOf(opening, (performance.now() - begin) / 1000);
  await delay(SETTLE_MS);
  const each = (memoryOf(server.pid) - memory) / streams / 1000;

  say(`Changing the campaign ${changes} times…`);
  const before = { cpu: cpu(), at: present() };
  const madeAt = await addCoupons(db, couponId, changes);
  const used = cpu() - before.cpu;
  const seconds = (present() - before.at) / 1000;
  const told = (await crowd.ask("watched", null)).flatMap(({ seen }) =>
    madeAt.map((at, n) => {
      const first = seen.find(({ remainingQuantity }) => remainingQuantity >= n + 2);
      if (!first) throw new Error("a stream was not told of a change");
      return first.at - at;
    }),
  );
  const slowest = told.reduce((a, b) => Math.max(a, b));
  return [
    {
      what: "opened",
      ours: opened,
      compared: "rate",
      target: { text: `≤ ${MEMORY_KB} kB each`, met: () => each <= MEMORY_KB },
      note: `${each.toFixed(1)} kB each`,
    },
    {
      what: "told of a change",
      ours: { ...measureOf(told, seconds), cpu: used / told.length },
      compared: "rate",
      target: { text: `all < ${TOLD_MS} ms`, met: () => slowest < TOLD_MS },
      note: `the last one after ${slowest.toFixed(0)} ms`,
    },
  ];
}

/** @returns when each began to be added, as milliseconds since 1970. */
async function addCoupons(db: Database, id: string, count: number): Promise<number[]> {
  const madeAt: number[] = [];
  for (let n = 0; n < count; n++) {
    const data = { totalQuantity: { increment: 1 } };
    madeAt.push(present());
    await db.client.couponCampaign.update({ where: { id }, data });
    await delay(TOLD_MS + Math.random() * 1_000);
  }
  return madeAt;
}
