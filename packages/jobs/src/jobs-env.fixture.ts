import type { Env } from "@sunchak/env";

/** The configuration of jobs in tests: no Inngest, no receiver, and the defaults. */
export const jobsEnv = {
  inngest: { mode: "none" },
  rankingCron: "*/10 * * * *",
  dataPlatform: null,
  exportsFile: "",
  changeDestination: false,
  exportConcurrency: 32,
  exportRate: 100,
} satisfies Partial<Env>;
