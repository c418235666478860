import fc from "fast-check";
import { expect, test } from "vitest";
import { fromSeoul, inSeoul, seoulDayStart, seoulMonth } from "./seoul.ts";

const MINUTE_MS = 60_000;
const instant = fc.date({
  min: new Date("2000-01-01T00:00:00.000Z"),
  max: new Date("2099-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
/** The time in Seoul by the time zone database, as `YYYY-MM-DD HH:MM:SS`. */
const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Seoul",
  dateStyle: "short",
  timeStyle: "medium",
});

test("the time in Seoul agrees with the time zone database", () => {
  fc.assert(
    fc.property(instant, (at) => {
      expect(inSeoul(at).slice(0, 19).replace("T", " ")).toBe(clock.format(at));
      expect(inSeoul(at.toISOString())).toBe(inSeoul(at));
    }),
  );
});

test("a time written in Seoul's time is read back as the same instant", () => {
  fc.assert(
    fc.property(instant, (at) => {
      const minute = at.getTime() - (at.getTime() % MINUTE_MS);
      expect(fromSeoul(inSeoul(at).slice(0, 16))?.getTime()).toBe(minute);
      expect(fromSeoul(inSeoul(at).slice(0, 10))).toEqual(seoulDayStart(at));
    }),
  );
});

test("an instant is in the month in Seoul that its date there names, and in no other", () => {
  fc.assert(
    fc.property(instant, (at) => {
      const { from, to } = seoulMonth(inSeoul(at).slice(0, 7));
      expect(at >= from && at < to).toBe(true);
      expect(inSeoul(from).slice(7)).toBe("-01T00:00:00.000");
      expect(seoulMonth(inSeoul(to).slice(0, 7)).from).toEqual(to);
    }),
  );
});

test("the day before starts at Seoul's midnight", () => {
  const at = new Date("2026-11-26T14:59:59.999Z");
  expect(seoulDayStart(at, 1)).toEqual(new Date("2026-11-24T15:00:00.000Z"));
});

test.each(["", "2026-11", "2026-13-01", "2026-11-26T25:00", "2026-11-26T10:00:00", "tomorrow"])(
  "%j is refused",
  (text) => expect(fromSeoul(text)).toBeNull(),
);
