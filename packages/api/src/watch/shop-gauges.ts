import {
  findCurrentRanking,
  getExportStatus,
  getLastInvariantCheck,
  isDeliveryPaused,
} from "@sunchak/core";
import { Gauge, Registry } from "prom-client";
import { inTime } from "../in-time.ts";
import type { Runtime } from "../runtime.ts";
import { checkHealth } from "./health.ts";

const helps = {
  database_up: "1 when the database answers this process",
  lock_store_up: "1 when the store of the coupon locks answers this process",
  outbox_waiting: "Order exports neither delivered nor given up",
  outbox_dead: "Order exports given up and not replayed",
  outbox_lag_seconds: "How long ago the oldest waiting export's order was paid or refunded",
  delivery_paused: "1 when an admin has paused the delivery of exports",
  exports_elsewhere: "1 when this process is set to another destination of exports than the shop",
  inngest_registered: "1 when Inngest has taken the functions of this process",
  ranking_age_seconds: "How long ago the ranking was counted",
  invariants_broken: "How many invariants the last check found broken",
  invariants_age_seconds: "How long ago the invariants were checked",
};

type GaugeName = keyof typeof helps;

/**
 * The shop's state, and how this process relates to it. Each call reads the tables, so that every
 * process reports the same. A value that can't be read in time is left out, not reported wrongly.
 */
export function createShopGauges(runtime: Pick<Runtime, "env" | "deps" | "jobs" | "stopping">): {
  metrics(): Promise<string>;
} {
  const { deps } = runtime;
  const registry = new Registry();
  const gauges = (Object.keys(helps) as GaugeName[]).map((name) => {
    const help = helps[name];
    return [name, new Gauge({ name: `sunchak_${name}`, help, registers: [registry] })] as const;
  });
  const secondsSince = (instant: string | null | undefined) =>
    instant ? (deps.clock.now().getTime() - Date.parse(instant)) / 1000 : undefined;

  async function readAll(): Promise<Partial<Record<GaugeName, number | undefined>>> {
    const [{ dependencies, exports }, outbox, paused, ranking, invariants] = await Promise.all([
      checkHealth(runtime),
      inTime(() => getExportStatus(deps)),
      inTime(() => isDeliveryPaused(deps.db.client)),
      inTime(() => findCurrentRanking(deps)),
      inTime(() => getLastInvariantCheck(deps)),
    ]);
    return {
      database_up: Number(dependencies.database === "up"),
      lock_store_up: Number(dependencies.redis !== "down"),
      outbox_waiting: outbox?.waiting,
      outbox_dead: outbox?.dead,
      outbox_lag_seconds: outbox?.lagSeconds,
      delivery_paused: paused === undefined ? undefined : Number(paused),
      exports_elsewhere:
        exports === "unknown" ? undefined : Number(exports === "set to another destination"),
      inngest_registered: /configured/.test(dependencies.inngest)
        ? undefined
        : Number(dependencies.inngest === "registered"),
      ranking_age_seconds: secondsSince(ranking?.aggregatedAt),
      invariants_broken: invariants?.checkedAt
        ? invariants.results.filter(({ holds }) => !holds).length
        : undefined,
      invariants_age_seconds: secondsSince(invariants?.checkedAt),
    };
  }

  return {
    async metrics() {
      const values = await readAll();
      for (const [name, gauge] of gauges) {
        const value = values[name];
        if (value === undefined) gauge.remove();
        else gauge.set(value);
      }
      return registry.metrics();
    },
  };
}
