// npm run bench -- <name…> [--quick] [--markdown] [--json <path>]: measures costs against the floor
// and the target of each. Without a name it runs all benches.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { benches } from "./benches/index.ts";
import { jsonOf, markdownOf, tableOf } from "./src/report.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const known = Object.keys(benches);
const unknown = positionals.filter((name) => !known.includes(name));
const names = positionals.length > 0 ? positionals : known;
const say = (line: string) => process.stderr.write(`${line}\n`);

if (unknown.length > 0 || (values.json && names.length > 1)) {
  say(`npm run bench -- [${known.join(" | ")}]… [--quick] [--markdown] [--json path]`);
  say("--json keeps the result of one bench.");
  process.exit(1);
}

const results = fileURLToPath(new URL("./results", import.meta.url));
for (const name of names) {
  const bench = benches[name];
  if (!bench) continue;
  const report = { bench: name, title: bench.title, rows: await bench.run({ ...values, say }) };
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}`;
  const run = { at: new Date().toISOString(), node: process.version, machine, quick: values.quick };
  process.stdout.write(`${values.markdown ? markdownOf(report) : tableOf(report)}\n`);
  const path = values.json ?? join(results, `${name}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, jsonOf(report, run));
}
process.exit(0);
