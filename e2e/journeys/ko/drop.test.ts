import { EventEmitter, once } from "node:events";
import type { Page } from "@playwright/test";
import { issueCoupon, pauseCampaign, resumeCampaign } from "@sunchak/core";
import { makeCampaign, makeShopper } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

test.use({ seeded: false });

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);

/** Somebody else gets a coupon; the storefront's own process has no part in it. */
const issueToAnother = async (shop: Shop, id: string) =>
  issueCoupon(shop.deps, { id, userId: await makeShopper(shop.deps) });

const left = (page: Page, count: number) => page.getByText(`10장 중 ${count}장 남았어요`);
const getButton = (page: Page) => page.getByRole("button", { name: "쿠폰 받기" });

/** The page's streams that are open now. */
function streamsOf(page: Page) {
  const streams = new Set<unknown>();
  page.on("request", (request) => {
    if (request.url().endsWith("/live")) streams.add(request);
  });
  page.on("requestfailed", (request) => streams.delete(request));
  page.on("requestfinished", (request) => streams.delete(request));
  return streams;
}

/** Counts the page's reads of the server's time. */
function clockReadsOf(page: Page): () => number {
  let reads = 0;
  page.on("request", (request) => {
    if (request.url().includes("/api/trpc/now")) reads += 1;
  });
  return () => reads;
}

/** Keeps every other process from writing, until it ends. */
async function holdDatabase(shop: Shop) {
  const signals = new EventEmitter();
  const isHeld = once(signals, "held");
  const writing = shop.db.transaction(async () => {
    const isOver = once(signals, "end");
    signals.emit("held");
    await isOver;
  });
  await isHeld;
  return {
    end() {
      signals.emit("end");
      return writing;
    },
  };
}

/** Hides or shows the page, as a phone that is locked and unlocked. */
const setHidden = (page: Page, hidden: boolean) =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, value: isHidden });
    const state = isHidden ? "hidden" : "visible";
    Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

test("the count goes down while watching, on the campaign's page and on home", async ({
  page,
  shop,
  context,
}) => {
  // Home leads with one campaign: not with another journey's.
  await shop.db.client.couponCampaign.updateMany({
    data: { opensAt: inDays(10), closesAt: inDays(11) },
  });
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  const home = await context.newPage();
  await open(home, "/");
  await open(page, `/coupons/${id}`);
  for (const count of [9, 8]) {
    await issueToAnother(shop, id);
    for (const watched of [page, home]) await expect(left(watched, count)).toBeVisible();
  }
});

test("a pause and its end show while watching", async ({ page, shop }) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  const acting = { id, actorId: await makeShopper(shop.deps, { role: "owner" }) };
  await newShopper(shop, page);
  await open(page, `/coupons/${id}`);
  await expect(getButton(page)).toBeVisible();
  await pauseCampaign(shop.deps, acting);
  await expect(page.getByText("잠시 멈췄어요")).toBeVisible();
  await expect(getButton(page)).toHaveCount(0);
  await resumeCampaign(shop.deps, acting);
  await expect(getButton(page)).toBeVisible();
});

test("without a stream the page reads the count itself, and says when it may be old", async ({
  page,
  shop,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  await page.route("**/live", (route) =>
    route.fulfill({ status: 503, json: { code: "TOO_MANY_STREAMS", message: "" } }),
  );
  await open(page, `/coupons/${id}`);
  await issueToAnother(shop, id);
  await expect(left(page, 9)).toBeVisible({ timeout: 20_000 });
  await page.route("**/api/trpc/coupon.get*", (route) => route.abort());
  await expect(page.getByText("10장 중 9장 · 연결이 끊겼어요")).toBeVisible({ timeout: 20_000 });
  await page.unroute("**/api/trpc/coupon.get*");
  await expect(left(page, 9)).toBeVisible({ timeout: 20_000 });
});

test("a page that nobody sees holds no stream, and shows the truth when it is seen again", async ({
  page,
  shop,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  const streams = streamsOf(page);
  const clockReads = clockReadsOf(page);
  await open(page, `/coupons/${id}`);
  await expect.poll(() => streams.size).toBe(1);
  await expect.poll(clockReads).toBe(1);
  await setHidden(page, true);
  await expect.poll(() => streams.size).toBe(0);
  await issueToAnother(shop, id);
  await setHidden(page, false);
  await expect(left(page, 9)).toBeVisible();
  await expect.poll(() => streams.size).toBe(1);
  await expect.poll(clockReads).toBe(2);
});

test("a press that the shop finds a moment too early is repeated at the opening", async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  // With less than thirty seconds left at first, the time is read once more, some seconds before.
  const id = await makeCampaign(shop.deps, { totalQuantity: 10, opensAt: inSeconds(30) });
  await newShopper(shop, page);
  const clockReads = clockReadsOf(page);
  await open(page, `/coupons/${id}`);
  let presses = 0;
  await page.route("**/api/trpc/coupon.issue*", async (route) => {
    if (++presses > 1) return route.continue();
    const data = { code: "COUPON_NOT_OPEN", httpStatus: 409 };
    await route.fulfill({ status: 409, json: { error: { message: "", code: -32009, data } } });
  });
  await getButton(page).click({ timeout: 60_000 });
  await expect(page.getByText("1번째로 받았어요")).toBeVisible();
  expect(presses).toBe(2);
  // At mount, and once more shortly before the opening; nothing at the opening itself.
  expect(clockReads()).toBe(2);
});

test("a press before the page knows who is here is one request, made as soon as it does", async ({
  page,
  shop,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  await newShopper(shop, page);
  const asked = new EventEmitter();
  const isAsked = once(asked, "asked");
  await page.route("**/api/trpc/session.me*", async (route) => {
    await isAsked;
    await route.continue();
  });
  let presses = 0;
  page.on("request", (request) => {
    if (request.url().includes("coupon.issue")) presses += 1;
  });
  await open(page, `/coupons/${id}`);
  await getButton(page).click();
  await expect(page.getByRole("button", { name: "요청하고 있어요" })).toBeVisible();
  await expect(page.getByText("로그인했는지 확인하고 있어요")).toBeVisible();
  await page.getByRole("button", { name: "그만하기" }).click();
  await getButton(page).click();
  expect(presses).toBe(0);
  asked.emit("asked");
  await expect(page.getByText("1번째로 받았어요")).toBeVisible();
  expect(presses).toBe(1);
});

test("a shopper who waits sees how many come before, and then the number", async ({
  page,
  shop,
  browser,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  const shoppers = await Promise.all(
    [0, 1, 2].map(async () => {
      const other = await browser.newContext({ baseURL: shop.url });
      await newShopper(shop, other);
      return other.request;
    }),
  );
  await newShopper(shop, page);
  await open(page, `/coupons/${id}`);

  // While another process writes, nothing is issued.
  const write = await holdDatabase(shop);
  const issued = shoppers.map((shopper, n) =>
    shopper.post("/api/trpc/coupon.issue", { data: { id, idempotencyKey: `press-${n}` } }),
  );
  const positions = () =>
    Promise.all(
      issued.map(async (_, n) => {
        const input = JSON.stringify({ id, idempotencyKey: `press-${n}` });
        const asked = new URLSearchParams({ input });
        return (await page.request.get(`/api/trpc/coupon.position?${asked}`)).text();
      }),
    );
  // In whatever order they arrived, one comes after the two others.
  await expect.poll(positions).toContainEqual(expect.stringContaining('"before":2'));
  await getButton(page).click();
  await expect(page.getByText("앞에 3명이 기다리고 있어요.")).toBeVisible();
  await write.end();
  await expect(page.getByText("4번째로 받았어요")).toBeVisible();
  for (const response of await Promise.all(issued)) expect(response.status()).toBe(200);
});

test("whoever holds the coupon already sees the number again, in a page that is the same for everybody", async ({
  page,
  shop,
  request,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10 });
  const path = `/coupons/${id}`;
  await issueToAnother(shop, id);
  const person = await newShopper(shop, page);
  await issueCoupon(shop.deps, { id, userId: person.id });
  await open(page, path);
  await expect(page.getByText(/2번째로 받았어요\. .*까지 쓸 수 있어요/)).toBeVisible();
  for (const html of [
    await (await page.request.get(path)).text(),
    await (await request.get(path)).text(),
  ]) {
    expect(html).not.toContain(person.email);
    expect(html).not.toContain(person.id);
    expect(html).not.toContain("2번째로");
  }
});
