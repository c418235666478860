import type { Page } from "@playwright/test";
import { chargeBalance } from "@sunchak/core";
import { makeCampaign, makeOrder } from "@sunchak/testing";
import { open } from "../../admin.ts";
import { expect, productNamed, signUp, test } from "../../shop.ts";

// A shop of its own: the names of other journeys' products would load fonts of theirs.
test.use({ host: "127.0.0.1" });

/** What a page has cost its reader so far. */
interface Cost {
  /** The sum of all layout shifts that no press made; CLS is at most that. */
  shift: number;
  /** Milliseconds from the slowest press or key to the next paint. */
  slowest: number;
  /** Whether a press has been painted. */
  pressed: boolean;
}

declare global {
  var cost: Cost;
}

/** Measures each page from its beginning. */
const measure = (page: Page) =>
  page.addInitScript(() => {
    globalThis.cost = { shift: 0, slowest: 0, pressed: false };
    const observe = (type: string, read: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(read)).observe({
        type,
        buffered: true,
        durationThreshold: 16,
      } as PerformanceObserverInit);
    observe("layout-shift", (entry) => {
      const { value, hadRecentInput } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) cost.shift += value;
    });
    observe("event", ({ duration }) => {
      cost.slowest = Math.max(cost.slowest, duration);
    });
    observe("first-input", ({ duration }) => {
      cost.slowest = Math.max(cost.slowest, duration);
      cost.pressed = true;
    });
  });

/** What came over the network, without HTTP's heads. */
const fontBytes = (page: Page) =>
  page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => name.endsWith(".woff2"))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );

const twoFrames = (page: Page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

/** From a press to its paint, in milliseconds. */
const PAINT_MS = 200;

/** A busy machine only ever adds to what a press costs, so the least of some readings counts. */
const READINGS = 3;

test("on a phone no page jumps, hangs at a press, or loads more than 120 kB of fonts", async ({
  page,
  shop,
  browser,
}) => {
  test.setTimeout(180_000);
  const product = await productNamed(shop, "Round oak stool");
  const campaigns: string[] = [];
  for (let reading = 0; reading < READINGS; reading++) {
    campaigns.push(await makeCampaign(shop.deps, { name: "환영 5,000원 쿠폰" }));
  }
  const email = await signUp(page, "/balance", {
    title: "회원 가입",
    submit: "가입하고 시작하기",
  });
  const { id: userId } = await shop.db.client.user.findUniqueOrThrow({ where: { email } });
  await chargeBalance(shop.deps, { userId, amount: 200_000 });
  for (let order = 0; order < 12; order++) {
    await makeOrder(shop.deps, { userId, productId: product.id });
  }
  const pages: [path: string | string[], ...buttons: RegExp[]][] = [
    ["/", /찜하기$/],
    ["/products", /찜하기$/],
    [`/products/${product.id}`, /수량 하나 늘리기$/, /장바구니 담기/],
    [campaigns.map((id) => `/coupons/${id}`), /쿠폰 받기/],
    ["/cart", /수량 하나 늘리기$/],
    [`/checkout?product=${product.id}`, /주문하고 결제하러 가기$/],
    ["/orders", /더 보기/],
  ];
  let storageState = await page.context().storageState();
  for (const [paths, ...buttons] of pages) {
    let least = Number.POSITIVE_INFINITY;
    for (let reading = 0; reading < READINGS && least > PAINT_MS; reading++) {
      const path = [paths].flat().at(reading % [paths].flat().length) ?? "/";
      // A browser that has none of the shop's files, though the same session and cart.
      const context = await browser.newContext({
        baseURL: shop.url,
        viewport: { width: 390, height: 844 },
        storageState,
      });
      const opened = await context.newPage();
      await measure(opened);
      await open(opened, path);
      await opened.evaluate(() => document.fonts.ready);
      const fonts = await fontBytes(opened);
      for (const name of buttons) {
        await opened.getByRole("main").getByRole("button", { name }).first().click();
        await expect.poll(() => opened.evaluate(() => cost.pressed), { message: path }).toBe(true);
        await twoFrames(opened);
      }
      const { shift, slowest } = await opened.evaluate(() => cost);
      expect(fonts, path).toBeGreaterThan(0);
      expect.soft(fonts, `${path}: bytes of fonts`).toBeLessThanOrEqual(120_000);
      expect.soft(shift, `${path}: layout shift`).toBeLessThanOrEqual(0.02);
      least = Math.min(least, slowest);
      storageState = await context.storageState();
      await context.close();
    }
    expect
      .soft(least, `${paths}: milliseconds from a press to its paint`)
      .toBeLessThanOrEqual(PAINT_MS);
  }
});
