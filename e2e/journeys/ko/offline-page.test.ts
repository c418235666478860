import type { Page } from "@playwright/test";
import { makeProduct } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";

test.use({ seeded: false, serviceWorkers: "allow" });

/** What the service worker keeps: the path and the text of each. */
const keptBy = (page: Page) =>
  page.evaluate(async () => {
    const found: [string, string][] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request))?.text();
        found.push([new URL(request.url).pathname, text ?? ""]);
      }
    }
    return found;
  });

async function untilWorkerReady(page: Page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state))
    .toBe("activated");
}

test("offline, any page says so in its language, and opens by itself when the network is back", async ({
  page,
  context,
  shop,
}) => {
  await makeProduct(shop.deps, { nameEn: "Mug for a train" });
  await open(page, "/");
  await untilWorkerReady(page);

  await context.setOffline(true);
  await page.goto("/cart");
  await expect(page.getByRole("heading", { name: "연결이 끊겼어요", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/연결이 끊겼어요/);
  await page.goto("/en/products");
  await expect(page.getByRole("heading", { name: "You’re offline", level: 1 })).toBeVisible();
  // As the shop's other pages look: its style sheet is there.
  const main = page.getByRole("main");
  await expect(main.getByRole("link")).toHaveCSS("border-radius", "10px");
  await main.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "You’re offline", level: 1 })).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByRole("link", { name: "Mug for a train" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/en/products");
});

test("the service worker keeps its own page and built files, and nothing of a person", async ({
  page,
  shop,
}) => {
  const { email, name } = await newShopper(shop, page, "구하라");
  await open(page, "/");
  await untilWorkerReady(page);
  for (const path of ["/balance", "/orders", "/coupons/mine", "/cart"]) await open(page, path);
  const kept = await keptBy(page);
  expect(kept.map(([path]) => path)).toEqual(expect.arrayContaining(["/offline", "/en/offline"]));
  const others = kept.filter(([path]) => !/^(\/en)?\/offline$/.test(path));
  expect(others.length).toBeGreaterThan(3);
  expect(others.filter(([path]) => !path.startsWith("/_next/static/"))).toEqual([]);
  for (const [, text] of kept) {
    expect(text).not.toContain(email);
    expect(text).not.toContain(name);
  }
});

test("with the service worker, a page that just came is not read twice", async ({ page }) => {
  await open(page, "/");
  await untilWorkerReady(page);
  const again: string[] = [];
  page.on("request", (request) => {
    const isAgain = request.method() === "HEAD" || request.headers().rsc !== undefined;
    if (isAgain) again.push(`${request.method()} ${request.url()}`);
  });
  await open(page, "/products");
  await page.waitForLoadState("networkidle");
  expect(again).toEqual([]);
});
