import { readFileSync } from "node:fs";
import { isCron } from "@sunchak/env";
import { isRobfigCron } from "@sunchak/testing";
import { Cron } from "croner";
import { describe, expect, test } from "vitest";
import { cronJobs } from "./cron-jobs.ts";
import { SWEEP_CRON } from "./inngest.ts";
import { jobsEnv } from "./jobs-env.fixture.ts";

/** Whether the embedded scheduler accepts the expression and finds a next time. */
function isCronerCron(pattern: string): boolean {
  try {
    return new Cron(pattern, { paused: true, timezone: "UTC" }).nextRun() !== null;
  } catch {
    return false;
  }
}

const good = [
  "*/10 * * * *",
  "0 3 * * *",
  "5,35 0-6 1 1,7 *",
  "0-30/10 9-17/2 1-31/3 * 0",
  "0 3 * JAN-jun MON",
  "0 3 1,15 * fri,SAT",
  "0 3 29 2 *",
  "0 3 31 2 mon",
  "59 23 31 12 6",
];

const bad = [
  ["0 3 L * *", "the last day, which croner alone knows"],
  ["0 3 * * 7", "Sunday as 7, which croner alone knows"],
  ["0 3 * * MON#1", "the first Monday, which croner alone knows"],
  ["0 3 15W * *", "the nearest weekday, which croner alone knows"],
  ["0 3 * * +1", "days of both kinds at once, which croner alone knows"],
  ["*/5 * * * * *", "seconds"],
  ["* * * *", "four fields"],
  ["@daily", "a descriptor"],
  ["0 3 ? * 1", "a question mark, which is deprecated"],
  ["5/15 * * * *", "a step from a number, which Inngest alone knows"],
  ["TZ=Asia/Seoul 0 3 * * *", "a time zone, which Inngest alone knows"],
  ["0 3 */1 * 1", "a step of one, which makes it every day to croner and Mondays to Inngest"],
  ["0 3 *,5 * 1", "a star in a list, likewise"],
  ["0 3 * * sun-sun", "every day to croner, Sunday to Inngest"],
  ["0 3 * * fri-mon", "a range that ends before it begins"],
  ["*/0 * * * *", "a step of nothing"],
  ["*/99 * * * *", "a step beyond the hour"],
  ["60 * * * *", "minute 60"],
  ["* 24 * * *", "hour 24"],
  ["* * 0 * *", "day 0"],
  ["* * * 13 *", "month 13"],
  ["0 3 30 2 *", "a day that never comes"],
  ["0 3 31 4,jun,9-9 *", "days that never come"],
  [" 0 3 * * *", "a blank before it"],
  ["0  3 * * *", "two blanks"],
  ["-1 * * * *", "a negative minute"],
  ["1- * * * *", "half a range"],
  [",1 * * * *", "half a list"],
  ["*/x * * * *", "a step that is no number"],
  ["mon * * * *", "a name of another field"],
  ["", "nothing"],
] as const;

test("docs/deployment.md names every job", () => {
  const read = readFileSync(new URL("../../../docs/deployment.md", import.meta.url), "utf8");
  const names = cronJobs(jobsEnv, SWEEP_CRON).map(({ name }) => name);
  expect(names.filter((name) => !read.includes(`\`${name}\``))).toEqual([]);
});

describe("a cron expression", () => {
  test.each(good)("%s is valid for both hosts", (pattern) => {
    expect([isCron(pattern), isCronerCron(pattern), isRobfigCron(pattern)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test.each(bad)("%s is refused: %s", (pattern) => {
    expect(isCron(pattern)).toBe(false);
  });

  test("that is made at random and accepted here is valid for both hosts", () => {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)] as T;
    const parts = [
      "*",
      "*/2",
      "*/6",
      "0",
      "1",
      "3",
      "07",
      "1-3",
      "0-6/2",
      "1,3",
      "2-4,5",
      "1-5/4,6",
    ];
    const named = [...parts, "mon", "TUE-thu", "jan,FEB", "sun", "dec"];
    const fields = [parts, parts, parts, named, named];
    let taken = 0;
    for (let i = 0; i < 2_000; i++) {
      const pattern = fields.map(pick).join(" ");
      if (!isCron(pattern)) continue;
      taken += 1;
      expect([pattern, isCronerCron(pattern), isRobfigCron(pattern)]).toEqual([
        pattern,
        true,
        true,
      ]);
    }
    expect(taken).toBeGreaterThan(500);
  });

  test("is valid for every job, also when Inngest hosts it", () => {
    for (const { name, cron } of cronJobs(jobsEnv, SWEEP_CRON)) {
      expect([name, isCron(cron)]).toEqual([name, true]);
    }
  });
});
