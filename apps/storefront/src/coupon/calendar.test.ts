import { expect, test } from "vitest";
import { calendarOf } from "./calendar.ts";

const opening = {
  uid: "campaign@shop.example.com",
  title: "봄맞이 쿠폰, 5,000원; \\ 선착순",
  description: "먼저 누른 순서대로 한 장씩 드려요. ".repeat(8),
  url: "https://shop.example.com/coupons/campaign",
  opensAt: "2026-11-26T11:00:00.000Z",
  closesAt: "2026-11-27T11:00:00.000Z",
  madeAt: "2026-11-25T01:02:03.456Z",
};

const linesOf = (file: string) => file.replaceAll("\r\n ", "").split("\r\n");

test("a calendar shows when it opens, and reminds five minutes before", () => {
  expect(linesOf(calendarOf(opening))).toEqual(
    expect.arrayContaining([
      "BEGIN:VEVENT",
      "UID:campaign@shop.example.com",
      "DTSTAMP:20261125T010203Z",
      "DTSTART:20261126T110000Z",
      "DTEND:20261126T111500Z",
      "TRIGGER:-PT5M",
      "URL:https://shop.example.com/coupons/campaign",
    ]),
  );
});

test("an entry ends no later than the campaign", () => {
  const closesAt = "2026-11-26T11:05:00.000Z";
  expect(calendarOf({ ...opening, closesAt })).toContain("DTEND:20261126T110500Z\r\n");
});

test("a text keeps its commas, semicolons, line breaks and letters", () => {
  const file = calendarOf({ ...opening, description: "한 줄\n두 줄" });
  expect(linesOf(file)).toContain("SUMMARY:봄맞이 쿠폰\\, 5\\,000원\\; \\\\ 선착순");
  expect(linesOf(file)).toContain("DESCRIPTION:한 줄\\n두 줄");
});

test("no line is longer than 75 bytes, and no letter is cut in two", () => {
  const file = calendarOf(opening);
  const lines = file.split("\r\n");
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.filter((line) => line.startsWith(" ")).length).toBeGreaterThan(2);
  expect(linesOf(file)).toContain(`DESCRIPTION:${opening.description.replaceAll(",", "\\,")}`);
});
