import { afterEach, beforeEach, expect, test, vi } from "vitest";

const notes = { browser: new Map<string, string>(), tab: new Map<string, string>() };

const storage = (kept: Map<string, string>) => ({
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, note: string) => void kept.set(name, note),
  removeItem: (name: string) => void kept.delete(name),
});

/** A shop that holds the wishes of one shopper, and answers a set only when it is let to. */
function openShop(wishes: string[], shopper: object | null = { id: "bomi", name: "", email: "" }) {
  const held = new Set(wishes);
  const sets: { productId: string; wished: boolean; answer(refusal?: string): Promise<void> }[] =
    [];
  /** For each read of the list in turn, what its answer waits for. */
  const heldUp: Promise<void>[] = [];
  const ok = (data: unknown) => Response.json({ result: { data } });
  vi.stubGlobal("fetch", async (url: string, init: { body?: string }) => {
    if (url.includes("session.me")) return ok(shopper);
    if (url.includes("wish.ids")) {
      const productIds = [...held];
      await heldUp.shift();
      return ok({ productIds });
    }
    const asked = JSON.parse(init.body ?? "") as { productId: string; wished: boolean };
    return new Promise<Response>((resolve) => {
      sets.push({
        ...asked,
        async answer(refusal) {
          if (!refusal) held[asked.wished ? "add" : "delete"](asked.productId);
          resolve(refusal ? Response.json({ error: { data: { code: refusal } } }) : ok(asked));
          await vi.advanceTimersByTimeAsync(0);
        },
      });
    });
  });
  return { held, sets, heldUp };
}

/** The store of a document that was just opened, with a heart on it. */
async function openDocument() {
  vi.resetModules();
  const store = await import("./wish-store.ts");
  store.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(0);
  return store;
}

const done = (wished: boolean) => ({ done: true, wished });
const wake = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  notes.browser.clear();
  notes.tab.clear();
  vi.stubGlobal("localStorage", storage(notes.browser));
  vi.stubGlobal("sessionStorage", storage(notes.tab));
  vi.stubGlobal("window", { addEventListener: () => {}, location: { reload: () => {} } });
  vi.stubGlobal("document", { addEventListener: () => {}, visibilityState: "visible" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a press shows at once, and stays when the shop has said so", async () => {
  const shop = openShop(["tea"]);
  const page = await openDocument();
  expect([page.isWished("tea"), page.isWished("cup")]).toEqual([true, false]);
  const pressed = page.setWish("cup", true);
  expect(page.isWished("cup")).toBe(true);
  expect(page.lastOutcome()).toBeNull();
  await shop.sets[0]?.answer();
  expect(await pressed).toEqual(done(true));
  expect([page.isWished("cup"), page.lastOutcome()]).toEqual([true, done(true)]);
});

test("a press that is answered before the first list hides no other wish", async () => {
  const shop = openShop(["tea"]);
  let release = () => {};
  shop.heldUp.push(
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  const page = await openDocument();
  const pressed = page.setWish("cup", true);
  await shop.sets[0]?.answer();
  expect(await pressed).toEqual(done(true));
  release();
  await wake();
  expect([page.isWished("tea"), page.isWished("cup")]).toEqual([true, true]);
});

test("a refused press goes back to what the shop holds, and says why", async () => {
  const shop = openShop([]);
  const page = await openDocument();
  const pressed = page.setWish("cup", true);
  await shop.sets[0]?.answer("VALIDATION_FAILED");
  const refused = { done: false, wished: true, why: "VALIDATION_FAILED" };
  expect(await pressed).toEqual(refused);
  expect([page.isWished("cup"), page.lastOutcome()]).toEqual([false, refused]);
});

test("of quick presses the last one counts, and each is sent after the answer to the one before", async () => {
  const shop = openShop([]);
  const page = await openDocument();
  const pressed = [true, false, true, false].map((wished) => page.setWish("cup", wished));
  await wake();
  expect(shop.sets).toHaveLength(1);
  await shop.sets[0]?.answer();
  expect(shop.sets.map(({ wished }) => wished)).toEqual([true, false]);
  expect(page.isWished("cup")).toBe(false);
  await shop.sets[1]?.answer();
  expect(await Promise.all(pressed)).toEqual(pressed.map(() => done(false)));
  expect([page.isWished("cup"), shop.held.size]).toEqual([false, 0]);
});

test("a visitor's wish is made once, when the tab comes back signed in", async () => {
  openShop([], null);
  const before = await openDocument();
  before.wishLater("cup");
  const shop = openShop([]);
  const after = await openDocument();
  expect(after.isWished("cup")).toBe(true);
  await shop.sets[0]?.answer();
  expect(after.lastOutcome()).toEqual(done(true));
  await openDocument();
  expect(shop.sets).toHaveLength(1);
});

test("a visitor who comes back without signing in has given the wish up", async () => {
  openShop([], null);
  (await openDocument()).wishLater("cup");
  await openDocument();
  const shop = openShop([]);
  const page = await openDocument();
  expect([page.isWished("cup"), shop.sets]).toEqual([false, []]);
});

test("a wish of a session that has ended is made after signing in again", async () => {
  const ended = openShop([]);
  const pressed = (await openDocument()).setWish("cup", true);
  await ended.sets[0]?.answer("UNAUTHENTICATED");
  expect(await pressed).toMatchObject({ done: false, why: "UNAUTHENTICATED" });
  const shop = openShop([]);
  await openDocument();
  expect(shop.sets).toMatchObject([{ productId: "cup", wished: true }]);
});
