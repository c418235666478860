import type { BrowserContext, Page } from "@playwright/test";
import { adjustStock } from "@sunchak/core";
import { makeCampaign, makeProduct } from "@sunchak/testing";
import { adminId, newShopper, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

test.use({ serviceWorkers: "allow" });
/** The shop looks for due alarms every minute. */
test.setTimeout(120_000);
const WITHIN_A_MINUTE = { timeout: 75_000 };

/** Lets the shop send, through its own push service: the browser's own is not in reach here. */
async function allowAlarms(shop: Shop, page: Page, context: BrowserContext) {
  await context.grantPermissions(["notifications"], { origin: shop.url });
  const { endpoint, p256dh, auth } = shop.push.addDevice();
  await page.addInitScript(
    ([endpoint, p256dh, auth]) => {
      const subscription = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh, auth } }) };
      PushManager.prototype.subscribe = async () => subscription as never;
    },
    [endpoint, p256dh, auth],
  );
  return new URL(endpoint).pathname.slice(1);
}

/** Opens a page whose alarms work: a press waits for the service worker for ten seconds only. */
async function openReady(page: Page, path: string) {
  await open(page, path);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
}

/** What the shop has sent to a device. */
const sentTo = (shop: Shop, device: string) =>
  shop.push.pushed.filter((one) => one.device === device).map(({ payload }) => payload);

/** Passes a message on to the service worker, as a push service and the browser would. */
async function deliver(shop: Shop, page: Page, context: BrowserContext, payload: unknown) {
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(shop.url));
      if (ours) resolve(ours.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.deliverPushMessage", {
    origin: shop.url,
    registrationId: await registered,
    data: JSON.stringify(payload),
  });
}

const notificationsOf = (page: Page) =>
  page.evaluate(async () => {
    const { getNotifications } = await navigator.serviceWorker.ready.then((registration) => ({
      getNotifications: () => registration.getNotifications(),
    }));
    return (await getNotifications()).map(({ title, body, data }) => ({
      title,
      body,
      url: data.url,
    }));
  });

test("an alarm for a drop is asked for at a press alone, and comes before it opens", async ({
  page,
  context,
  shop,
}) => {
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const id = await makeCampaign(shop.deps, { opensAt: inMinutes(60) });
  const device = await allowAlarms(shop, page, context);
  await newShopper(shop, page);
  await openReady(page, `/coupons/${id}`);
  expect(await shop.db.client.alarm.count({ where: { campaignId: id } })).toBe(0);
  await page.getByRole("button", { name: "열리기 5분 전에 알림 받기" }).click();
  await expect(page.getByText("이 기기로 한 번 알려 드려요.")).toBeVisible();
  expect(await shop.db.client.alarm.count({ where: { campaignId: id } })).toBe(1);

  await page.getByRole("button", { name: "알림 끄기" }).click();
  await expect(page.getByRole("button", { name: "열리기 5분 전에 알림 받기" })).toBeVisible();
  expect(await shop.db.client.alarm.count({ where: { campaignId: id } })).toBe(0);
  await page.getByRole("button", { name: "열리기 5분 전에 알림 받기" }).click();
  await expect(page.getByRole("button", { name: "알림 끄기" })).toBeVisible();
  await open(page, `/coupons/${id}`);
  await expect(page.getByRole("button", { name: "알림 끄기" })).toBeVisible();

  // Only now is it due: the shop looks every minute, and would have sent it amid the presses.
  const where = { id };
  await shop.db.client.couponCampaign.update({ where, data: { opensAt: inMinutes(4) } });
  await expect.poll(() => sentTo(shop, device), WITHIN_A_MINUTE).toHaveLength(1);
  expect(shop.push.refused).toEqual([]);
  const [payload] = sentTo(shop, device);
  await deliver(shop, page, context, payload);
  await deliver(shop, page, context, payload);
  await expect
    .poll(() => notificationsOf(page))
    .toEqual([
      {
        title: expect.stringMatching(/^\d\d:\d\d에 열려요: 선착순 쿠폰$/),
        body: "먼저 누른 순서대로 한 장씩 드려요. 미리 로그인해 두세요.",
        url: `/coupons/${id}`,
      },
    ]);
  await open(page, `/coupons/${id}`);
  await expect(page.getByRole("button", { name: "열리기 5분 전에 알림 받기" })).toBeVisible();
});

test("an alarm for a sold-out product comes when it is back", async ({ page, context, shop }) => {
  const id = await makeProduct(shop.deps, { name: "달항아리", stock: 0 });
  const device = await allowAlarms(shop, page, context);
  await newShopper(shop, page);
  await openReady(page, `/products/${id}`);
  await page.getByRole("button", { name: "다시 들어오면 알림 받기" }).click();
  await expect(page.getByText("이 기기로 한 번 알려 드려요.")).toBeVisible();
  const acting = { reason: "입고", actorId: await adminId(shop) };
  await adjustStock(shop.deps, { id, quantity: 3, ...acting });
  await expect(page.getByRole("button", { name: "알림 끄기" })).toHaveCount(0);
  await expect
    .poll(() => sentTo(shop, device), WITHIN_A_MINUTE)
    .toMatchObject([{ title: "다시 들어왔어요: 달항아리", path: `/products/${id}` }]);
});

test("a browser whose user says no is told how to change it, and nothing is stored", async ({
  page,
  shop,
}) => {
  const id = await makeProduct(shop.deps, { stock: 0 });
  await page.addInitScript(() => {
    Notification.requestPermission = async () => "denied";
  });
  await newShopper(shop, page);
  await open(page, `/products/${id}`);
  await page.getByRole("button", { name: "다시 들어오면 알림 받기" }).click();
  await expect(page.getByText("브라우저가 이 가게의 알림을 막고 있어요.")).toBeVisible();
  expect(await shop.db.client.alarm.count({ where: { productId: id } })).toBe(0);
});

test("a visitor is asked to sign in, and comes back to the product", async ({ page, shop }) => {
  const id = await makeProduct(shop.deps, { stock: 0 });
  await open(page, `/products/${id}`);
  const link = page.getByRole("link", { name: "로그인하고 재입고 알림 받기" });
  await expect(link).toHaveAttribute(
    "href",
    `/sign-in?next=${encodeURIComponent(`/products/${id}`)}`,
  );
});

test("the calendar's file names the opening, in the page's language", async ({ page, shop }) => {
  const opensAt = new Date("2027-01-02T03:04:00.000Z");
  const closesAt = new Date("2027-01-03T03:04:00.000Z");
  const id = await makeCampaign(shop.deps, { opensAt, closesAt });
  await open(page, `/coupons/${id}`);
  const link = page.getByRole("link", { name: "달력에 넣기" });
  const downloading = page.waitForEvent("download");
  await link.click();
  expect((await downloading).suggestedFilename()).toBe("sunchak.ics");
  for (const [path, title] of [
    [`/coupons/${id}`, "쿠폰이 열려요: 선착순 쿠폰"],
    [`/en/coupons/${id}`, "Coupon opens: First-come coupon"],
  ] as const) {
    const answer = await page.request.get(`${path}/calendar`);
    expect(answer.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
    const text = await answer.text();
    expect(text).toContain("DTSTART:20270102T030400Z\r\n");
    expect(text).toContain(`SUMMARY:${title}\r\n`);
    expect(text).toContain(`URL:${shop.url}${path}\r\n`);
  }
  expect((await page.request.get("/coupons/nope/calendar")).status()).toBe(404);
});
