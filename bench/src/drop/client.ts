// A process that plays some of the shoppers of a drop. Its parent gives it one task after another.
import { setTimeout as delay } from "node:timers/promises";
import { expectStatus } from "../http.ts";
import { Browser, type BrowserOptions, type Outcome } from "./browser.ts";
import { CLOCK } from "./clock.ts";
import type { Watched } from "./live.ts";
import { present } from "./stream.ts";

/** How many shoppers load at the same time; the others are on their way. */
const AT_ONCE = 64;
/** How many final answers the parent is told of at once. */
const TOLD_EACH = 10;
const COMPRESSED = { "Accept-Encoding": "gzip, br" };

const browsers: Browser[] = [];

/** Runs `work` for each, some at a time. @returns how long each took, in milliseconds. */
async function timed<Item>(
  items: Item[],
  work: (item: Item, n: number) => Promise<unknown>,
): Promise<number[]> {
  const took: number[] = [];
  const waiting = items.entries();
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (const [n, item] of waiting) {
      const since = performance.now();
      await work(item, n);
      took.push(performance.now() - since);
    }
  });
  await Promise.all(workers);
  return took;
}

const tasks = {
  async arrive(shoppers: BrowserOptions[]): Promise<never[]> {
    for (const shopper of shoppers) browsers.push(new Browser(shopper));
    return [];
  },

  /** Every shopper loads each of these. */
  async load(paths: string[]): Promise<number[]> {
    const took: number[][] = [];
    for (const path of paths) {
      took.push(
        await timed(browsers, async (browser) =>
          expectStatus(await browser.get(path, COMPRESSED), 200),
        ),
      );
    }
    return took.flat();
  },

  /** Opens the first shoppers' live streams. */
  watch: (count: number): Promise<number[]> =>
    timed(browsers.slice(0, count), (browser) => browser.watch()),

  /** Reads the time some time before the drop opens, so that the connection is there. */
  async readClock(withinMs: number): Promise<never[]> {
    await Promise.all(
      browsers.map(async (browser) => {
        await delay(Math.random() * withinMs);
        expectStatus(await browser.get(CLOCK), 200);
      }),
    );
    return [];
  },

  /** Presses when it opens, some a little later than others. Tells of the answers as they come. */
  async press({ at, spreadMs }: { at: number; spreadMs: number }): Promise<Outcome[]> {
    let answered = 0;
    return Promise.all(
      browsers.map(async (browser) => {
        await delay(Math.max(0, at - present() + 1) + Math.random() * spreadMs);
        const outcome = await browser.press();
        answered += 1;
        if (answered % TOLD_EACH === 0) process.send?.({ answered: TOLD_EACH });
        return outcome;
      }),
    );
  },

  async watched(_: null): Promise<Watched[]> {
    return browsers.map(({ seen, reconnected }) => ({ seen, reconnected }));
  },

  /** The coupon that each shopper holds by the shop's own word. */
  async held(couponId: string): Promise<Outcome["coupon"][]> {
    const coupons: Outcome["coupon"][] = [];
    await timed(browsers, async (browser, n) => {
      const answer = expectStatus(await browser.get("/api/v1/me/coupons"), 200);
      const { items } = JSON.parse(answer.body.toString());
      const mine = items.find((item: { couponId: string }) => item.couponId === couponId);
      coupons[n] = mine ? { issuedCouponId: mine.issuedCouponId, number: mine.number } : null;
    });
    return coupons;
  },
};

export type Tasks = typeof tasks;

process.on("disconnect", () => process.exit());
process.on("message", async ({ task, input }: { task: keyof Tasks; input: never }) => {
  try {
    process.send?.({ result: await tasks[task](input) });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
