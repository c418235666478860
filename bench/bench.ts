// npm run bench -- <name…> [--database <kind>] [--quick] [--markdown] [--json <path>]: measures
// costs against the floor and the target of each. Without a name it runs all benches.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Provider } from "@sunchak/db";
import { benches } from "./benches/index.ts";
import { type Bench, BOTH } from "./src/bench.ts";
import { jsonOf, markdownOf, type Row, tableOf } from "./src/report.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
    json: { type: "string" },
    database: { type: "string", default: "both" },
  },
});
const known = Object.keys(benches);
const unknown = positionals.filter((name) => !known.includes(name));
const names = positionals.length > 0 ? positionals : known;
const asked = BOTH.filter((each) => values.database === "both" || values.database === each);
const say = (line: string) => process.stderr.write(`${line}\n`);

if (unknown.length > 0 || asked.length === 0 || (values.json && names.length > 1)) {
  say(`npm run bench -- [${known.join(" | ")}]… [--database postgresql | sqlite | both]`);
  say("  [--quick] [--markdown] [--json path]");
  say("--json keeps the result of one bench. Some benches measure PostgreSQL alone.");
  process.exit(1);
}

const titles = { postgresql: "PostgreSQL", sqlite: "SQLite" } satisfies Record<Provider, string>;

/** The rows of a bench on each of its databases that were asked for. */
async function rowsOf({ databases, run }: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const database of databases.filter((each) => asked.includes(each))) {
    const prefix = databases.length > 1 ? `${titles[database]}: ` : "";
    for (const row of await run({ ...values, database, say })) {
      rows.push({ ...row, what: prefix + row.what });
    }
  }
  return rows;
}

const results = fileURLToPath(new URL("./results", import.meta.url));
for (const name of names) {
  const bench = benches[name];
  if (!bench) continue;
  const rows = await rowsOf(bench);
  if (rows.length === 0) continue;
  const report = { bench: name, title: bench.title, rows };
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}`;
  const run = { at: new Date().toISOString(), node: process.version, machine, quick: values.quick };
  process.stdout.write(`${values.markdown ? markdownOf(report) : tableOf(report)}\n`);
  const path = values.json ?? join(results, `${name}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, jsonOf(report, run));
}
process.exit(0);
