import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { issueCoupon } from "@sunchak/core";
import { makeCampaign, makeShoppers } from "@sunchak/testing";
import en from "../../../apps/storefront/messages/en.json" with { type: "json" };
import {
  answerOf,
  makePlainLog,
  type SentLog,
  signReceipt,
} from "../../../packages/web/src/log/log-shop.fixture.ts";
import { tamper, tamperings } from "../../../packages/web/src/log/tamperings.fixture.ts";
import { newShopper, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

/** A campaign of which this many coupons were issued by another process than the shop's. */
async function campaignOf(shop: Shop, count: number) {
  const id = await makeCampaign(shop.deps, { totalQuantity: 1000 });
  for (const userId of await makeShoppers(shop.deps, count)) {
    await issueCoupon(shop.deps, { id, userId });
  }
  return id;
}

/** Lets the page read this log in place of the shop's. */
async function sendInstead(page: Page, sent: () => SentLog) {
  await page.route(/\/api\/v1\/(log-keys|coupons\/[^/]+\/log\?)/, (route) =>
    route.fulfill(answerOf(sent(), route.request().url())),
  );
}

test("a shopper's number leads to the log, which finds their line and gives them its receipt", async ({
  page,
  shop,
}) => {
  const id = await campaignOf(shop, 24);
  await newShopper(shop, page);
  await open(page, `/coupons/${id}`);
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByText("내 쿠폰 보기")).toBeVisible();
  await page.goto("/coupons/mine");
  await page.getByRole("link", { name: "25번째로 받았어요" }).click();

  await expect(page.getByText("쿠폰 25장, 순서 그대로예요")).toBeVisible();
  await expect(page.getByText("25번이 내 줄이에요")).toBeVisible();
  await expect(page.getByText("쿠폰을 받을 때 이 브라우저에 보관한 확인서와")).toBeVisible();
  // One door of this test's process, and the shop's.
  await expect(page.getByText("2곳")).toBeVisible();
  const rows = page.getByRole("table", { name: "모든 줄" }).getByRole("row");
  await expect(rows).toHaveCount(1 + 20);
  await page.getByRole("button", { name: "이 줄 보기" }).click();
  await expect(rows).toHaveCount(1 + 5);
  await expect(rows.filter({ hasText: "내 줄" })).toContainText("25번");
  await expect(rows.filter({ hasText: "내 줄" })).toBeFocused();

  await page.getByText("내 확인서").click();
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "확인서 저장하기" }).click();
  const receipt = readFileSync(await (await saved).path(), "utf8");
  expect(JSON.parse(receipt)).toMatchObject({ couponId: id, number: 25 });

  await page.setViewportSize({ width: 390, height: 844 });
  const widths = () => [document.documentElement.scrollWidth, window.innerWidth] as const;
  const [content = 0, phone = 0] = await page.evaluate(widths);
  expect(content).toBeLessThanOrEqual(phone);

  // A visitor finds the same line by the receipt alone.
  await page.context().clearCookies();
  await page.goto(`/en/coupons/${id}/log`);
  await expect(page.getByText("25 coupons, in the order they were asked for")).toBeVisible();
  await expect(page.getByText("Sign in, and we’ll find your line.")).toBeVisible();
  await page.getByText("Check a saved receipt").click();
  await page.getByLabel("Receipt", { exact: true }).fill("{}");
  await page.getByRole("button", { name: "Check this receipt" }).click();
  await expect(page.getByText("This isn’t a receipt.")).toBeVisible();
  await page.getByLabel("Receipt", { exact: true }).fill(receipt);
  await page.getByRole("button", { name: "Check this receipt" }).click();
  await expect(page.getByText("Line 25 is yours")).toBeVisible();
  const { number, hash, signature, keyId } = JSON.parse(receipt);
  const nameless = JSON.stringify({ number, hash, signature, keyId });
  await page.getByLabel("Receipt", { exact: true }).fill(nameless);
  await page.getByRole("button", { name: "Check this receipt" }).click();
  await expect(page.getByText("Line 25 of the receipt is in the log")).toBeVisible();
  await expect(page.getByText("Line 25 is yours")).toHaveCount(0);
});

test("the receipt that came with a coupon shows a rewritten past, and one of today does not", async ({
  page,
  shop,
}) => {
  const id = await campaignOf(shop, 2);
  await newShopper(shop, page);
  await open(page, `/coupons/${id}`);
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByText("내 쿠폰 보기")).toBeVisible();

  // The shop rewrites the past, and signs the log and the shopper's receipt to match.
  const { key, ...log } = makePlainLog(5, id);
  const { keys } = await (await page.request.get("/api/v1/log-keys")).json();
  keys.push({ keyId: key.keyId, publicKey: key.publicKey });
  await sendInstead(page, () => ({ ...log, keys }));
  await page.route(/\/me\/coupons\/[^/]+\/receipt$/, (route) =>
    route.fulfill({ json: signReceipt(id, key, log.lines[2] ?? log.head) }),
  );
  await page.goto(`/coupons/${id}/log`);
  await expect(page.getByText("기록이 맞지 않아요")).toBeVisible();
  await expect(page.getByText(/^지난 기록이 다시 쓰였어요\. 3번 줄이/)).toBeVisible();
  await expect(page.getByText(/^확인서가 기록과 맞지 않아요/)).toBeVisible();
});

test("a receipt of today is not said to show more than it does, and the keyboard stays with what was pressed", async ({
  page,
  shop,
}) => {
  const id = await campaignOf(shop, 2);
  await newShopper(shop, page);
  await open(page, `/coupons/${id}`);
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByText("내 쿠폰 보기")).toBeVisible();
  await page.evaluate(() => localStorage.clear());
  let isAway = true;
  await page.route(/\/api\/v1\/coupons\/[^/]+\/log\?/, (route) =>
    isAway ? route.fulfill({ status: 404, json: {} }) : route.continue(),
  );
  await page.goto(`/coupons/${id}/log`);
  await expect(page.getByText("기록을 끝까지 읽지 못했어요")).toBeVisible();
  await expect(page.getByText("아직 확인하지 않았어요.", { exact: true })).toBeVisible();
  isAway = false;
  await page.getByRole("button", { name: "다시 확인하기" }).press("Enter");
  await expect(page.getByText("3번이 내 줄이에요")).toBeVisible();
  await expect(page.getByText("그 뒤로 바뀌었는지는 알 수 없어요.")).toBeVisible();
  const outcome = page.getByRole("status").filter({ hasText: "순서 그대로예요" });
  await expect(outcome).toBeFocused();
});

test("the page names everything that may be done to a log", async ({ page, shop }) => {
  test.setTimeout(180_000);
  const id = await makeCampaign(shop.deps);
  let sent = tamper({ what: "nothing", change: () => ({}), faults: [] }, id).sent;
  await sendInstead(page, () => sent);
  await page.goto(`/en/coupons/${id}/log`);
  await expect(page.getByText("12 coupons, in the order")).toBeVisible();
  for (const tampering of tamperings) {
    const { sent: tampered, kept, receipt } = tamper(tampering, id);
    sent = tampered;
    await page.evaluate(([name, head]) => localStorage.setItem(name, head), [
      `sunchak.log.${id}`,
      JSON.stringify(kept),
    ] as const);
    await page.reload();
    if (receipt) {
      await expect(page.getByText(/coupons, in the order|Something is wrong/)).toBeVisible();
      // The page remembers what it has just seen.
      await page.evaluate((name) => localStorage.removeItem(name), `sunchak.log.${id}`);
      await page.getByText("Check a saved receipt").click();
      await page.getByLabel("Receipt", { exact: true }).fill(JSON.stringify(receipt));
      await page.getByRole("button", { name: "Check this receipt" }).click();
    }
    await expect(page.getByText("Something is wrong with this log"), tampering.what).toBeVisible();
    for (const { kind, ...values } of tampering.faults) {
      const named = new Map(Object.entries(values));
      const said = en.Log.faults[kind].replaceAll(
        /\{(\w+)[^}]*\}/g,
        (_, name) => `${named.get(name)}`,
      );
      await expect(page.getByText(said, { exact: true }), tampering.what).toBeVisible();
    }
  }
});

test("a log that was rewritten since the last visit is noticed, and one that grew is not", async ({
  page,
  shop,
}) => {
  const id = await campaignOf(shop, 3);
  await page.goto(`/coupons/${id}/log`);
  await expect(page.getByText("쿠폰 3장, 순서 그대로예요")).toBeVisible();
  const [userId = ""] = await makeShoppers(shop.deps, 1);
  await issueCoupon(shop.deps, { id, userId });
  await page.reload();
  await expect(page.getByText("쿠폰 4장, 순서 그대로예요")).toBeVisible();
  await expect(page.getByText("3번까지는 이 브라우저가 지난번에 본 기록과 같아요.")).toBeVisible();

  const keys = await (await page.request.get("/api/v1/log-keys")).json();
  const { head, ...forged } = makePlainLog(4, id);
  await sendInstead(page, () => ({ ...forged, head, ...keys }));
  for (let visit = 0; visit < 2; visit++) {
    await page.reload();
    await expect(page.getByText("기록이 맞지 않아요")).toBeVisible();
    await expect(page.getByText(/^지난 기록이 다시 쓰였어요\. 4번까지가/)).toBeVisible();
  }
});

test("a log that cannot be read is not said to be checked, and is read again", async ({
  page,
  shop,
}) => {
  const id = await campaignOf(shop, 2);
  let isAway = true;
  await page.route(/\/api\/v1\/coupons\/[^/]+\/log\?/, (route) =>
    isAway ? route.fulfill({ status: 404, json: {} }) : route.continue(),
  );
  await page.goto(`/coupons/${id}/log`);
  await expect(page.getByText("기록을 끝까지 읽지 못했어요")).toBeVisible();
  isAway = false;
  await page.getByRole("button", { name: "다시 확인하기" }).click();
  await expect(page.getByText("쿠폰 2장, 순서 그대로예요")).toBeVisible();
});

test("a long log is read whole only when the visitor asks for it", async ({ page, shop }) => {
  const id = await makeCampaign(shop.deps);
  const { key, ...log } = makePlainLog(12_000, id);
  let pages = 0;
  await sendInstead(page, () => {
    pages += 1;
    return { ...log, keys: [{ keyId: key.keyId, publicKey: key.publicKey }] };
  });
  await page.goto(`/coupons/${id}/log`);
  await expect(page.getByText("기록이 12,000줄이에요")).toBeVisible();
  // The keys, and one page.
  expect(pages).toBe(2);
  await page.getByRole("button", { name: "모두 확인하기" }).click();
  await expect(page.getByText("쿠폰 12,000장, 순서 그대로예요")).toBeVisible();
});
