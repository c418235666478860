import { systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { makeCampaign, startRedis } from "@sunchak/testing";
import { type Bench, BOTH, type Options } from "../src/bench.ts";
import { fillMarket } from "../src/fill-market.ts";
import { HttpConnection, requestBytes } from "../src/http.ts";
import { cpuOf, inTurns, type Measure, measureOf } from "../src/measure.ts";
import { NOTHING } from "../src/measure-storefront.ts";
import { type Row, rateAtLeast } from "../src/report.ts";
import { requireInvariants } from "../src/require-invariants.ts";
import {
  type CreateDatabase,
  type Server,
  startStorefront,
  withDatabases,
} from "../src/servers.ts";

const FULL = { shoppers: 10_000, coupons: 1_000 };
const QUICK = { shoppers: 200, coupons: 20 };
/** How long a shopper waits after a 429, in milliseconds: 50 to 250. */
const patience = () => 50 + Math.random() * 200;
/** More would overflow the server's queue of connections that it has not accepted yet. */
const OPENED_AT_ONCE = 200;

/**
 * Each shopper has one connection. All ask at the same moment, and again until they get a final
 * answer.
 */
export const couponRush: Bench = {
  title: "10,000 shoppers at once for 1,000 coupons, until everybody has a final answer",
  databases: BOTH,
  run: (options) =>
    withDatabases(options.database, (createDatabase) => measureRush(createDatabase, options)),
};

async function measureRush(
  create: CreateDatabase,
  { quick, database, say }: Options,
): Promise<Row[]> {
  const { shoppers, coupons } = quick ? QUICK : FULL;
  const url = await create("shop");
  const bearers = await fillMarket(url, { shoppers, products: 1 });
  const redis = await startRedis();
  const rows: Row[] = [];
  try {
    for (const processes of database === "sqlite" ? [1] : [1, 2]) {
      const shared: Record<string, string> = processes === 1 ? {} : { REDIS_URL: redis.url };
      const servers = await Promise.all(
        Array.from({ length: processes }, () => startStorefront(url, shared)),
      );
      let turnedAway = 0;
      const { ours, floor } = await inTurns(quick ? 1 : 3, {
        floor: async () => (await letAllAsk(servers, bearers, "GET", NOTHING)).measure,
        ours: async (round) => {
          say(`${processes} process(es), round ${round}`);
          const path = `/api/v1/coupons/${await openCampaign(url, coupons)}/issue`;
          const { measure, answers } = await letAllAsk(servers, bearers, "POST", path);
          if (answers.get(201) !== coupons || answers.get(409) !== shoppers - coupons) {
            throw new Error(`final answers: ${JSON.stringify([...answers])}`);
          }
          turnedAway = answers.get(429) ?? 0;
          return measure;
        },
      });
      await Promise.all(servers.map((server) => server.stop()));
      rows.push({
        what: processes === 1 ? "one process" : "two processes, Redis",
        ours,
        floor: { name: "a signed-in call that does nothing", ...floor },
        compared: "rate",
        target: processes === 1 ? rateAtLeast(2_000) : undefined,
        note: `all answered in ${(shoppers / ours.perSecond).toFixed(1)} s, ${turnedAway} times told to come back`,
      });
    }
  } finally {
    await redis.stop();
  }
  await requireInvariants(url);
  return rows;
}

async function openCampaign(url: string, totalQuantity: number): Promise<string> {
  const db = openDatabase(url);
  try {
    return await makeCampaign({ db, clock: systemClock }, { totalQuantity });
  } finally {
    await db.close();
  }
}

/** Each time runs from the common start to the shopper's final answer. */
async function letAllAsk(
  servers: Server[],
  bearers: string[],
  method: "GET" | "POST",
  path: string,
): Promise<{ measure: Measure; answers: Map<number, number> }> {
  const requests = bearers.map((authorization) => requestBytes(method, path, { authorization }));
  const urlOf = (n: number) => servers[n % servers.length]?.url ?? "";
  const connections: HttpConnection[] = [];
  while (connections.length < requests.length) {
    const begin = connections.length;
    const some = requests.slice(begin, begin + OPENED_AT_ONCE);
    const opened = some.map((_, i) => HttpConnection.open(urlOf(begin + i)));
    connections.push(...(await Promise.all(opened)));
  }
  const cpu = () => servers.reduce((sum, { pid }) => sum + cpuOf(pid)(), 0);
  const answers = new Map<number, number>();
  const took: number[] = [];
  const cpuBefore = cpu();
  const begin = performance.now();
  await Promise.all(
    connections.map(async (connection, n) => {
      for (;;) {
        const { status, head, body } = await connection.send(requests[n] ?? Buffer.alloc(0));
        answers.set(status, (answers.get(status) ?? 0) + 1);
        const text = body.toString();
        const busy = status === 429 && text.includes("COUPON_BUSY");
        const told = status < 400 || (status === 409 && text.includes("COUPON_SOLD_OUT"));
        if (told) break;
        if (!busy) throw new Error(`${head}\n\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, patience()));
      }
      took.push(performance.now() - begin);
    }),
  );
  const measure = measureOf(took, (performance.now() - begin) / 1000);
  const used = (cpu() - cpuBefore) / took.length;
  for (const connection of connections) connection.close();
  return { measure: { ...measure, cpu: used }, answers };
}
