import { readdirSync, readFileSync } from "node:fs";
import { createRuntime } from "@sunchak/api";
import { issueCoupon } from "@sunchak/core";
import { readEnv } from "@sunchak/env";
import { makeCampaign, makeShoppers, startPostgresql } from "@sunchak/testing";
import { deployMigrations } from "@sunchak/db/migrate";
function cpuOfChildren() {
  const all = readdirSync("/proc").filter((n) => /^\d+$/.test(n)).flatMap((pid) => { try { const s = readFileSync(`/proc/${pid}/stat`, "utf8"); const f = s.slice(s.lastIndexOf(")") + 2).split(" "); return [{ pid: +pid, ppid: +f[1]!, cpu: (+f[11]! + +f[12]! + +f[13]! + +f[14]!) * 10 }]; } catch { return []; } });
  const sum = (p: number): number => all.filter((x) => x.ppid === p).reduce((s, x) => s + x.cpu + sum(x.pid), 0);
  return sum(process.pid);
}
const kind = process.argv[2];
const server = kind === "sqlite" ? null : await startPostgresql();
let url = "file:/tmp/proof-cpu-" + process.pid + ".db";
if (server) url = server.urlOf("postgres");
await deployMigrations(url);
const rt = createRuntime(readEnv("storefront", { DATABASE_URL: url, BETTER_AUTH_SECRET: "x".repeat(32), LOG_LEVEL: "silent" }));
const N = 5000;
const ids = Array.from({ length: N }, (_, i) => `u${i}`);
await rt.deps.db.client.user.createMany({ data: ids.map((id) => ({ id, name: "", email: id })) });
const run = async (quantity: number) => {
  const id = await makeCampaign(rt.deps, { totalQuantity: quantity });
  const c = process.cpuUsage(), p = cpuOfChildren(), t = performance.now();
  await Promise.allSettled(ids.map((userId) => issueCoupon(rt.deps, { id, userId })));
  const d = process.cpuUsage(c);
  return [(d.user + d.system) / N, ((cpuOfChildren() - p) * 1000) / N, ((performance.now() - t) * 1000) / N];
};
const out: Record<string, number[][]> = { all: [], tenth: [] };
for (let i = 0; i < 4; i++) { out.all!.push(await run(N)); out.tenth!.push(await run(N / 10)); }
const best = (rows: number[][]) => { const r = rows.slice(1).sort((a, b) => a[0]! + a[1]! - b[0]! - b[1]!)[0]!; return r.map((x) => x.toFixed(0)).join(" us node, "); };
console.log(process.cwd(), kind, "all:", best(out.all!), "us wall; tenth:", best(out.tenth!));
await rt.close(); await server?.stop(); process.exit(0);
