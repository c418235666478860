import { campaignPhases } from "@sunchak/core/schema";
import { expect, test } from "vitest";
import { phaseAt } from "./phase.ts";

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
