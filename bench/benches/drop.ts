import { readFileSync } from "node:fs";
import { systemClock } from "@sunchak/core";
import { openDatabase, type Provider } from "@sunchak/db";
import { makeCampaign, startRedis } from "@sunchak/testing";
import { checkLog } from "../../packages/web/src/log/check-log.mjs";
import type { Order } from "../../packages/web/src/log/count-inversions.mjs";
import { readLog } from "../../packages/web/src/log/read-log.mjs";
import { findWebCrypto } from "../../packages/web/src/log/web-crypto.mjs";
import { type Bench, BOTH, type Options } from "../src/bench.ts";
import { findLost } from "../src/drop/find-lost.ts";
import { LEAD_MS, type Rehearsal, rehearse } from "../src/drop/rehearse.ts";
import { fillMarket } from "../src/fill-market.ts";
import { measureHttp, requestBytes } from "../src/http.ts";
import { cpuOf, memoryOf } from "../src/measure.ts";
import { p99Below, type Row, rateAtLeast } from "../src/report.ts";
import { requireInvariants } from "../src/require-invariants.ts";
import {
  type CreateDatabase,
  type Server,
  startStorefront,
  withDatabases,
} from "../src/servers.ts";

const FULL = { shoppers: 10_000, warmUpCalls: 3_000 };
const QUICK = { shoppers: 200, warmUpCalls: 100 };
/** The last shopper presses this long after the opening, in milliseconds. */
const SPREAD_MS = 500;
/** A process has files open beside its connections. */
const OTHER_FILES = 600;

interface Setting {
  what: string;
  processes: number;
  /** How many coupons there are for each shopper. */
  coupons: number;
  /** One process is killed once this share of the shoppers has its answer. */
  killAfter?: number;
}

const settings: Record<Provider, Setting[]> = {
  postgresql: [
    { what: "one process", processes: 1, coupons: 0.1 },
    { what: "two processes", processes: 2, coupons: 0.1 },
    { what: "one of two killed", processes: 2, coupons: 0.5, killAfter: 0.2 },
  ],
  sqlite: [{ what: "one process", processes: 1, coupons: 0.1 }],
};

export const drop: Bench = {
  title: "10,000 shoppers as browsers are, from the page to everybody's final answer",
  databases: BOTH,
  run: (options) =>
    withDatabases(options.database, (createDatabase) => measureDrop(createDatabase, options)),
};

async function measureDrop(create: CreateDatabase, options: Options): Promise<Row[]> {
  const url = await create("shop");
  const { shoppers } = options.quick ? QUICK : FULL;
  const bearers = await fillMarket(url, { shoppers, products: 1 });
  const redis = options.database === "sqlite" ? null : await startRedis();
  const rows: Row[] = [];
  try {
    for (const setting of settings[options.database]) {
      options.say(`${setting.what}:`);
      const shared: Record<string, string> =
        redis && setting.processes > 1 ? { REDIS_URL: redis.url } : {};
      const servers = await Promise.all(
        Array.from({ length: setting.processes }, () => startStorefront(url, shared)),
      );
      try {
        rows.push(...(await rehearseOn(servers, { url, bearers, setting }, options)));
      } finally {
        await Promise.all(servers.map((server) => server.stop()));
      }
    }
  } finally {
    await redis?.stop();
  }
  await requireInvariants(url);
  return rows;
}

async function rehearseOn(
  servers: Server[],
  { url, bearers, setting }: { url: string; bearers: string[]; setting: Setting },
  { quick, say }: Options,
): Promise<Row[]> {
  const db = openDatabase(url);
  try {
    const make = { db, clock: systemClock };
    await warmUp(servers, await makeCampaign(make, { totalQuantity: 1 }), bearers, quick);
    const totalQuantity = Math.round(bearers.length * setting.coupons);
    const hour = new Date(Date.now() + 3_600_000);
    const couponId = await makeCampaign(make, { totalQuantity, opensAt: hour });
    const watchers = watchersOf(servers, bearers.length, setting);
    const rehearsal = await rehearse({
      couponId,
      authorizations: bearers,
      urlsOf: (n) => servers.map((_, i) => urlOf(servers[(n + i) % servers.length])),
      watchers,
      async opensAt() {
        const opensAt = new Date(Date.now() + LEAD_MS);
        await db.client.couponCampaign.update({ where: { id: couponId }, data: { opensAt } });
        return opensAt.getTime();
      },
      spreadMs: SPREAD_MS,
      ...(setting.killAfter && {
        interruption: { share: setting.killAfter, interrupt: () => void servers[0]?.kill() },
      }),
      observe: observerOf(servers),
      say,
    });
    const lost = findLost(rehearsal.outcomes, rehearsal.held);
    if (lost.length > 0) throw new Error(`${lost.length} lost: ${JSON.stringify(lost[0])}`);
    const issued = rehearsal.outcomes.filter(({ coupon }) => coupon).length;
    if (issued !== totalQuantity) throw new Error(`${issued} of ${totalQuantity} were issued`);
    return rowsOf(setting, { watchers, rehearsal, order: await orderOf(servers, couponId) });
  } finally {
    await db.close();
  }
}

/** The shoppers' browsers have addresses of their own, which only the number reaches. */
const urlOf = (server: Server | undefined) =>
  server ? server.url.replace("localhost", "127.0.0.1") : "";

/** Lets the code that answers presses be compiled, as it is in a shop that is open for a while. */
async function warmUp(servers: Server[], couponId: string, bearers: string[], quick: boolean) {
  const { warmUpCalls } = quick ? QUICK : FULL;
  const path = `/api/v1/coupons/${couponId}/issue`;
  for (const server of servers) {
    await measureHttp(server, { callers: 64, calls: warmUpCalls }, (connection, _, n) => {
      const authorization = bearers[n % bearers.length];
      return connection.send(requestBytes("POST", path, { authorization }));
    });
  }
}

/**
 * How many shoppers can have three connections instead of one, by the files that a process may have
 * open. When one is killed, the others get all.
 */
function watchersOf(servers: Server[], shoppers: number, { killAfter }: Setting): number {
  const limits = readFileSync(`/proc/${servers[0]?.pid}/limits`, "utf8");
  const files = Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  const left = servers.length - (killAfter ? 1 : 0);
  return Math.min(shoppers, Math.floor((left * (files - OTHER_FILES) - shoppers) / 2));
}

/** The processes' CPU time and memory in all; a killed one keeps the time that it used. */
function observerOf(servers: Server[]) {
  const used = new Map<Server, number>();
  return () => {
    let memory = 0;
    for (const server of servers) {
      if (!server.isRunning()) continue;
      used.set(server, cpuOf(server.pid)());
      memory += memoryOf(server.pid);
    }
    return { cpu: [...used.values()].reduce((sum, cpu) => sum + cpu, 0), memory };
  };
}

function rowsOf(
  { what, processes }: Setting,
  { watchers, rehearsal, order }: { watchers: number; rehearsal: Rehearsal; order: Order },
): Row[] {
  const { page, files, calls, streams, answers, live, outcomes } = rehearsal;
  const sum = (count: "busy" | "unanswered") =>
    outcomes.reduce((total, outcome) => total + outcome[count], 0);
  const alone = processes === 1;
  const rows: (Omit<Row, "compared" | "what"> & { of: string })[] = [
    { of: "page", ours: page.measure, target: alone ? rateAtLeast(1_000) : undefined },
    { of: "its scripts and styles", ours: files.measure },
    { of: "its own calls", ours: calls.measure },
    {
      of: "streams opened",
      ours: streams.measure,
      note: `${watchers} of ${outcomes.length} watch`,
    },
    {
      of: "live count, age at arrival",
      ours: live.age,
      target: p99Below(2_000),
      note: `all knew of the opening after ${seconds(live.openKnownAfter)}, of the end after ${seconds(live.soldOutKnownAfter)}; ${live.reconnected} came back`,
    },
    { of: "position while waiting", ours: rehearsal.positions },
    {
      of: "final answer",
      ours: answers.measure,
      note: `all answered in ${seconds((answers.measure.calls / answers.measure.perSecond) * 1000)}; ${sum("busy")} times told to come back, ${sum("unanswered")} without an answer, 0 lost; ${order.inversions} pairs out of order at ${order.doors.length} doors; ${Math.round(answers.memory / 1e6)} MB`,
    },
  ];
  return rows.map(({ of, ...row }) => ({ what: `${what}: ${of}`, compared: "rate", ...row }));
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** The campaign's public log, checked as anybody can. @throws Error when it is not whole. */
async function orderOf(servers: Server[], couponId: string): Promise<Order> {
  const shop = urlOf(servers.find((server) => server.isRunning()));
  const crypto = await findWebCrypto();
  if (!crypto) throw new Error("this Node knows no Ed25519");
  const { faults, order } = await checkLog(await readLog({ shop, couponId }), crypto);
  if (faults.length > 0) throw new Error(`the log is not whole: ${JSON.stringify(faults[0])}`);
  return order;
}
