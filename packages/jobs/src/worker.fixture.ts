import { setTimeout as delay } from "node:timers/promises";
import { type Deps, sweepExports, systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { createDataPlatform } from "./data-platform.ts";

// A worker process for tests to kill. It sweeps for ever. Arguments: the database, where to deliver
// (an HTTP address or a file), and the destination's name.
const [databaseUrl = "", target = "", destination = ""] = process.argv.slice(2);
const ignore = () => {};
const platform = createDataPlatform({
  dataPlatform: target.startsWith("http")
    ? { url: target, secret: `whsec_${Buffer.alloc(24, 1).toString("base64")}` }
    : null,
  exportsFile: target,
});
const deps: Pick<Deps, "db" | "clock" | "log" | "metrics" | "dataPlatform"> = {
  db: openDatabase(databaseUrl),
  clock: systemClock,
  log: { info: ignore, warn: ignore, error: ignore },
  metrics: { count: ignore },
  dataPlatform: { ...platform, destination },
};
for (;;) {
  await sweepExports(deps);
  await delay(50);
}
