import { type CampaignPhase, campaignPhases, type ListedCampaign } from "@sunchak/core/schema";
import { expect, test } from "vitest";
import { leadingCampaign, phaseAt } from "./phase.ts";

const opensAt = "2026-11-26T11:00:00.000Z";
const closesAt = "2026-11-26T12:00:00.000Z";
const [opening, closing] = [Date.parse(opensAt), Date.parse(closesAt)];
const told = { opensAt, closesAt, remainingQuantity: 5 };

test("a campaign opens and closes by the clock, without a further word of the shop", () => {
  const upcoming = { ...told, phase: "UPCOMING" } as const;
  expect(phaseAt(upcoming, opening - 1)).toBe("UPCOMING");
  expect(phaseAt(upcoming, opening)).toBe("OPEN");
  expect(phaseAt({ ...upcoming, remainingQuantity: 0 }, opening)).toBe("SOLD_OUT");
  expect(phaseAt({ ...told, phase: "OPEN" }, closing - 1)).toBe("OPEN");
  for (const phase of campaignPhases) expect(phaseAt({ ...told, phase }, closing)).toBe("CLOSED");
});

test("what only the shop knows stands until it says otherwise, and so does all while no clock is known", () => {
  for (const phase of ["PAUSED", "SOLD_OUT", "OPEN", "CLOSED"] as const) {
    expect(phaseAt({ ...told, phase }, opening - 1)).toBe(phase);
    expect(phaseAt({ ...told, phase }, opening)).toBe(phase);
  }
  for (const phase of campaignPhases) expect(phaseAt({ ...told, phase }, null)).toBe(phase);
});

const HOUR = 3_600_000;
const now = Date.parse("2026-11-26T00:00:00.000Z");

/** A campaign that opens and closes so many hours from now. */
function campaign(id: string, phase: CampaignPhase, opens: number, closes: number): ListedCampaign {
  const at = (hours: number) => new Date(now + hours * HOUR).toISOString();
  return {
    ...{ id, name: id, nameEn: id, phase, opensAt: at(opens), closesAt: at(closes) },
    validHours: 72,
    ...{ discountType: "FIXED", discountValue: 1_000, maxDiscount: null, minOrderAmount: 0 },
    ...{ totalQuantity: 10, remainingQuantity: phase === "SOLD_OUT" ? 0 : 5 },
  };
}

test.each([
  ["nothing", [], undefined],
  ["only one that is sold out", [campaign("gone", "SOLD_OUT", -1, 9)], undefined],
  ["one that opens in a month", [campaign("far", "UPCOMING", 720, 800)], "far"],
  [
    "the open one that closes first, before one that opens in a month",
    [
      campaign("far", "UPCOMING", 720, 800),
      campaign("long", "OPEN", -9, 59 * 24),
      campaign("short", "OPEN", -9, 20),
    ],
    "short",
  ],
  [
    "the next to open within a day, before open ones",
    [
      campaign("open", "OPEN", -9, 20),
      campaign("tomorrow", "UPCOMING", 24, 40),
      campaign("tonight", "UPCOMING", 3, 40),
    ],
    "tonight",
  ],
  [
    "what opened less than an hour ago for a day at most, before all",
    [
      campaign("soon", "UPCOMING", 1, 9),
      campaign("earlier", "OPEN", -0.9, 9),
      campaign("just", "OPEN", -0.5, 23),
      campaign("long", "OPEN", -0.2, 59 * 24),
      campaign("gone", "SOLD_OUT", -0.1, 9),
    ],
    "just",
  ],
] as const)("the campaign that matters now is %s", (_, items, id) => {
  expect(leadingCampaign([...items], new Date(now).toISOString())?.id).toBe(id);
});
