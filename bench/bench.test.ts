import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { benches } from "./benches/index.ts";
import { HttpConnection, requestBytes } from "./src/http.ts";
import { inTurns, measureOf } from "./src/measure.ts";
import { jsonOf, markdownOf, ratioAtLeast, ratioAtMost, ratioOf, tableOf } from "./src/report.ts";

test.each(process.env.TEST_LONG ? ["ranking", "deep-page"] : ["deep-page"])(
  "npm run bench -- %s --quick measures and reports",
  { timeout: 180_000 },
  async (name) => {
    const rows =
      (await benches[name]?.run({ quick: true, database: "postgresql", say: () => {} })) ?? [];
    expect(rows.length).toBeGreaterThan(2);
    const report = { bench: name, title: "a title", rows };
    const written = [tableOf(report), markdownOf(report), jsonOf(report, {})];
    for (const row of rows) {
      const { calls, p50, p95, p99 } = row.ours;
      expect([calls > 0, 0 < p50 && p50 <= p95 && p95 <= p99]).toEqual([true, true]);
      expect(ratioOf(row)).toBeGreaterThan(0);
      for (const text of written) expect(text).toContain(row.what);
    }
  },
);

test("percentiles count only the calls that were made", () => {
  const took = Array.from({ length: 200 }, (_, i) => 200 - i);
  const expected = { calls: 200, perSecond: 50, p50: 100, p95: 190, p99: 198, cpu: null };
  expect(measureOf(took, 4)).toEqual(expected);
});

test("the ratio and its target work for rates and for times", () => {
  const measure = (p50: number) => measureOf([p50], p50);
  const row = { what: "", ours: measure(2), floor: { name: "", ...measure(4) } };
  const rates = { ...row, compared: "rate" as const };
  const times = { ...row, compared: "time" as const };
  expect([ratioOf(rates), ratioOf(times)]).toEqual([2, 0.5]);
  expect([ratioAtLeast(2).met(rates), ratioAtLeast(2.1).met(rates)]).toEqual([true, false]);
  expect([ratioAtMost(0.5).met(times), ratioAtMost(0.4).met(times)]).toEqual([true, false]);
});

test("the first of several rounds only warms up, and the median of the others counts", async () => {
  const rates = [1, 7, 3, 5];
  const { turn } = await inTurns(3, {
    turn: async (round) => measureOf([1], 1 / (rates[round] ?? 0)),
  });
  expect(turn.perSecond).toBe(5);
});

test("a connection reads each answer whole, however it arrives in pieces", async () => {
  const server = createServer(async (request, response) => {
    if (request.url === "/length") return void response.writeHead(201).end("컵".repeat(50_000));
    for (const piece of ["0\r\n\r\n", "x".repeat(70_000), "end"]) {
      response.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const connection = await HttpConnection.open(`http://localhost:${port}`);
  onTestFinished(() => connection.close());
  for (const _again of [1, 2]) {
    const sized = await connection.send(requestBytes("POST", "/length", { body: {} }));
    expect([sized.status, sized.body.toString()]).toEqual([201, "컵".repeat(50_000)]);
    const chunked = await connection.send(requestBytes("GET", "/chunks"));
    expect(chunked.body.toString()).toBe(`0\r\n\r\n${"x".repeat(70_000)}end`);
  }
});
