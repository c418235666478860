import {
  adminRouter,
  createCallerFactory,
  createContext,
  createRuntime,
  type Runtime,
} from "@sunchak/api";
import { aggregateRanking, storeSalesHours } from "@sunchak/core";
import { readEnv } from "@sunchak/env";
import type pg from "pg";
import { type Bench, type Options, POSTGRESQL } from "../../src/bench.ts";
import { fillShop } from "../../src/fill-shop.ts";
import { inTurns, measureLoad, ownCpu } from "../../src/measure.ts";
import { either, p95Below, type Row, ratioAtMost } from "../../src/report.ts";
import { requireInvariants } from "../../src/require-invariants.ts";
import { shopVariables, withConnection, withDatabases } from "../../src/servers.ts";
import { signIn } from "../../src/sign-in.ts";
import type { Caller } from "./case.ts";
import { adminCases } from "./cases.ts";
import { csvRow } from "./csv.ts";

const FULL = { orders: 1_000_000, products: 100_000, shoppers: 100_000 };
const QUICK = { orders: 4_000, products: 1_000, shoppers: 1_000 };

/** Every list of the admin app, and its dashboard, on a large shop with one admin at a time. */
export const admin: Bench = {
  title: "every admin list and the dashboard at 1 million orders, beside the bare SQL",
  databases: POSTGRESQL,
  run: (options) =>
    withDatabases(options.database, async (createDatabase) =>
      measureAdmin(await createDatabase("shop"), options),
    ),
};

async function measureAdmin(url: string, options: Options): Promise<Row[]> {
  const { quick, say } = options;
  const size = quick ? QUICK : FULL;
  say(`Filling a shop of ${size.orders} orders…`);
  await fillShop(url, size);
  const env = readEnv("admin", shopVariables(url));
  const runtime = createRuntime(env, undefined, "admin");
  try {
    return await withConnection(url, async (sql) => {
      const authorization = await signInAdmin(runtime);
      // One context per call, as over HTTP, so that each call looks up its session.
      const caller: Caller = () =>
        callerOf(createContext(runtime, new Headers({ authorization }))).admin;
      return [
        ...(await jobRows(runtime)),
        ...(await caseRows(caller, sql, options)),
        await csvRow(runtime, sql, authorization),
      ];
    });
  } finally {
    await runtime.close();
  }
}

const callerOf = createCallerFactory(adminRouter);

async function signInAdmin({ deps: { db } }: Runtime): Promise<string> {
  const admin = { id: "admin", name: "관리자", email: "admin@example.com", role: "owner" };
  await db.client.user.create({ data: admin });
  const [authorization = ""] = await signIn(db, ["admin"]);
  await db.client.session.updateMany({ data: { passwordGivenAt: new Date() } });
  return authorization;
}

/** Background work, for which no page waits: each runs once. */
async function jobRows({ deps, env }: Runtime): Promise<Row[]> {
  const once = async (what: string, work: () => Promise<unknown>): Promise<Row> => ({
    what,
    ours: await measureLoad({ callers: 1, calls: 1, cpu: ownCpu }, work),
    compared: "time",
  });
  return [
    await once("job: sales of every hour, the first time", () => storeSalesHours(deps)),
    await once("job: aggregate the ranking", () => aggregateRanking(deps)),
    await once("all invariants", () => requireInvariants(env.databaseUrl)),
  ];
}

async function caseRows(caller: Caller, sql: pg.Client, { quick, say }: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, call, bare } of await adminCases(sql)) {
    const row = await caseRow(
      what,
      () => call(caller()),
      () => sql.query(bare),
      quick,
    );
    rows.push(row);
    say(`${what}: p95 ${row.ours.p95.toFixed(1)} ms`);
  }
  return rows;
}

async function caseRow(
  what: string,
  call: () => Promise<unknown>,
  bare: () => Promise<unknown>,
  quick: boolean,
): Promise<Row> {
  const [rounds, calls] = quick ? [1, 2] : [3, 40];
  await call();
  await bare();
  const { ours, floor } = await inTurns(rounds, {
    ours: () => measureLoad({ callers: 1, calls, cpu: ownCpu }, call),
    floor: () => measureLoad({ callers: 1, calls }, bare),
  });
  return {
    what,
    ours,
    floor: { name: "bare SQL", ...floor },
    compared: "time",
    target: either(p95Below(200), ratioAtMost(3)),
  };
}
