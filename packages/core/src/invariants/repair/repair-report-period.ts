import { forgetCounts } from "../../stored-counts.ts";
import type { Repair } from "./repairing.ts";

/** Drops what is stored of all days and months: where one is wrong, others may be. They are counted anew. */
export const repairReportPeriod: Repair = async ({ tx, deps, tell }) => {
  tell("reportPeriods", await tx.reportPeriod.count(), 0);
  await forgetCounts(tx, deps);
};
