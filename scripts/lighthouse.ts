// npm run lighthouse -- [URL]: Google's Lighthouse on a running shop's pages, as a phone on a slow
// network, beside an empty page. Prints the median of five runs in the four categories, out of 100.
// Status 1: too low.
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs, promisify } from "node:util";

const run = promisify(execFile);

/** The least that each category has to reach. */
const goals = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const categories = Object.keys(goals) as (keyof typeof goals)[];
const RUNS = 5;
// By npx: it brings a hundred packages that nothing else needs. Later versions need Node 22.
const LIGHTHOUSE = "lighthouse@12.8.2";

interface Report {
  categories: Record<
    keyof typeof goals,
    { score: number; auditRefs: { id: string; weight: number }[] }
  >;
  audits: Record<string, { title: string; score: number | null }>;
}

async function measure(url: string): Promise<Report> {
  const { stdout } = await run(
    "npx",
    [
      "--yes",
      LIGHTHOUSE,
      url,
      "--quiet",
      "--output=json",
      `--only-categories=${categories}`,
      "--chrome-flags=--headless=new --no-sandbox",
    ],
    { maxBuffer: 64_000_000 },
  ).catch(({ stderr }) => {
    throw new Error(stderr);
  });
  return JSON.parse(stdout);
}

const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const { positionals } = parseArgs({ allowPositionals: true });
const shop = new URL(positionals[0] ?? "http://localhost:3000");

async function firstOf<Item>(path: string): Promise<Item> {
  const response = await fetch(new URL(path, shop));
  const { items } = (await response.json()) as { items: Item[] };
  if (!items[0]) throw new Error(`${path}: the shop has none.`);
  return items[0];
}

const product = await firstOf<{ id: string }>("/api/v1/products");
const campaign = await firstOf<{ id: string }>("/api/v1/coupons");

/** What this machine gives a page that does nothing. */
const empty = createServer((_, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Empty</title><h1>Empty</h1>',
  );
});
await new Promise<void>((resolve) => empty.listen(0, "127.0.0.1", resolve));
const { port } = empty.address() as AddressInfo;

const pages = [
  ["an empty page", new URL(`http://127.0.0.1:${port}/`)],
  ...["/", "/products", `/products/${product.id}`, `/coupons/${campaign.id}`].map(
    (path) => [path, new URL(path, shop)] as const,
  ),
] as const;

console.log(`| page | ${categories.join(" | ")} |\n| --- |${" --: |".repeat(categories.length)}`);
for (const [name, url] of pages) {
  const reports: Report[] = [];
  while (reports.length < RUNS) reports.push(await measure(url.href));
  const scores = categories.map((name) =>
    Math.round(100 * median(reports.map((report) => report.categories[name].score))),
  );
  console.log(`| ${name} | ${scores.join(" | ")} |`);
  if (url.port === String(port)) continue;
  const low = categories.filter((name, at) => (scores[at] ?? 0) < goals[name]);
  if (low.length > 0) process.exitCode = 1;
  for (const name of low) {
    for (const { id, weight } of reports[0]?.categories[name].auditRefs ?? []) {
      const audit = reports[0]?.audits[id];
      if (weight > 0 && audit?.score != null && audit.score < 0.9) {
        console.error(`  ${name}: ${audit.title}`);
      }
    }
  }
}
empty.close();
