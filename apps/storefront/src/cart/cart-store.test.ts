import { afterEach, beforeEach, expect, test, vi } from "vitest";

const notes = new Map<string, string>();

beforeEach(() =>
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => notes.get(name) ?? null,
    setItem: (name: string, note: string) => void notes.set(name, note),
    removeItem: (name: string) => void notes.delete(name),
  }),
);
afterEach(() => {
  notes.clear();
  vi.unstubAllGlobals();
});

const note = (name: string, value: unknown) => notes.set(name, JSON.stringify(value));
const cup = (quantity: number) => ({ lines: [{ productId: "cup", quantity }] });

/** The number of cups in each cart that the browser keeps, after this shopper's page was opened. */
async function cupsAfterOpening(shopper: string): Promise<Record<string, number>> {
  vi.resetModules();
  const { tellShopper } = await import("../session/use-shopper.ts");
  const { takeCartOver } = await import("./cart-store.ts");
  tellShopper(shopper ? { id: shopper, name: "", email: "" } : null);
  takeCartOver();
  const carts: Record<string, ReturnType<typeof cup>> = JSON.parse(
    notes.get("sunchak.carts") ?? "{}",
  );
  return Object.fromEntries(
    Object.entries(carts).map(([owner, { lines }]) => [owner, lines[0]?.quantity ?? 0]),
  );
}

test.each([
  ["a visitor finds", "", { "": 3 }],
  ["the first shopper who comes finds", "bomi", { bomi: 3 }],
])("%s the cart of the earlier version, once", async (_, shopper, cups) => {
  note("sunchak.cart", cup(3));
  expect(await cupsAfterOpening(shopper)).toEqual(cups);
  expect(notes.has("sunchak.cart")).toBe(false);
  expect(await cupsAfterOpening(shopper)).toEqual(cups);
  expect(await cupsAfterOpening("another")).toEqual(shopper ? cups : { another: 3 });
});

test("the cart of the earlier version is added to the one that is there", async () => {
  note("sunchak.cart", { ...cup(3), placedAs: "an order" });
  note("sunchak.carts", { "": cup(1), bomi: cup(2), other: cup(9) });
  expect(await cupsAfterOpening("bomi")).toEqual({ bomi: 6, other: 9 });
});

test.each(["", "null", "[", '{"lines":[]}'])(
  "the earlier version's note %j changes no cart",
  async (earlier) => {
    notes.set("sunchak.cart", earlier);
    note("sunchak.carts", { "": cup(1) });
    expect(await cupsAfterOpening("")).toEqual({ "": 1 });
    expect(notes.has("sunchak.cart")).toBe(false);
  },
);
