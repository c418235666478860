import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { tellShopper } from "../session/use-shopper.ts";
import { findUnknownCharge, forgetCharge, noteCharge } from "./unknown-charge.ts";

const HOUR_MS = 3_600_000;
const pressed = Date.parse("2026-11-25T00:00:00Z");

/** The part of the browser's storage that the notes use. */
function storage() {
  const notes = new Map<string, string>();
  return {
    getItem: (name: string) => notes.get(name) ?? null,
    setItem: (name: string, note: string) => void notes.set(name, note),
    removeItem: (name: string) => void notes.delete(name),
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: pressed });
  vi.stubGlobal("sessionStorage", storage());
  vi.stubGlobal("localStorage", storage());
  tellShopper({ id: "a-shopper", name: "", email: "" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const charge = { amount: 10_000, key: "a-key", at: pressed };

test("a charge with an unknown outcome is remembered until it is forgotten", () => {
  noteCharge(charge);
  expect(findUnknownCharge()).toEqual(charge);
  forgetCharge(charge);
  expect(findUnknownCharge()).toBeNull();
});

test("a late answer to one charge does not forget the next charge", () => {
  noteCharge(charge);
  const next = { ...charge, key: "another-key" };
  noteCharge(next);
  forgetCharge(charge);
  expect(findUnknownCharge()).toEqual(next);
});

test("a repeated charge keeps its key for 12 hours from the first press, and no longer", () => {
  noteCharge(charge);
  vi.setSystemTime(pressed + 11 * HOUR_MS);
  const again = findUnknownCharge();
  if (again) noteCharge(again);
  expect(findUnknownCharge()).toMatchObject({ key: "a-key" });
  vi.setSystemTime(pressed + 12 * HOUR_MS);
  expect(findUnknownCharge()).toBeNull();
});

test.each(["", "null", "{}", '{"amount":"10","key":"k","at":0}', '{"amount":10,"key":"k"}'])(
  "the unreadable note %j is not a charge",
  (note) => {
    sessionStorage.setItem("sunchak.charge.a-shopper", note);
    expect(findUnknownCharge()).toBeNull();
  },
);
