import { issueCoupon } from "@sunchak/core";
import {
  auditOf,
  buy,
  expect,
  newAdmin,
  newProduct,
  newShopper,
  open,
  signIn,
  test,
} from "../../../admin.ts";

/** A moment as the form's fields take it, in Seoul. */
const inMinutes = (minutes: number) =>
  new Date(Date.now() + (minutes + 9 * 60) * 60_000).toISOString().slice(0, 16);

test("an admin plans a campaign, edits it before it opens, watches it run, pauses, resumes and closes it", async ({
  page,
  browser,
  shop,
}) => {
  test.setTimeout(180_000);
  const { client } = shop.db;
  await signIn(page, "/campaigns");
  await page.getByRole("link", { name: "캠페인 만들기" }).click();
  await page.getByLabel("이름 (한국어)").fill("가을 그릇 10% 쿠폰");
  await page.getByLabel("이름 (영어)").fill("10% off autumn tableware");
  await page.getByLabel("할인 방식").selectOption("정률");
  await page.getByLabel("할인", { exact: true }).fill("10");
  await page.getByLabel("최대 할인 금액").fill("5000");
  await page.getByLabel("최소 주문 금액").fill("20000");
  await page.getByLabel("수량", { exact: true }).fill("3");
  await page.getByLabel("쓸 수 있는 기간(시간)").fill("24");
  await page.getByLabel("시작", { exact: true }).fill(inMinutes(60));
  await page.getByLabel("종료", { exact: true }).fill(inMinutes(30));
  await page.getByRole("button", { name: "만들기" }).click();
  await expect(page.getByText("시작보다 나중이어야 해요")).toBeVisible();
  await page.getByLabel("종료", { exact: true }).fill(inMinutes(120));
  await page.getByRole("button", { name: "만들기" }).click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(/가을 그릇 10% 쿠폰\s*예정/);
  const { id } = await client.couponCampaign.findFirstOrThrow({
    where: { nameEn: "10% off autumn tableware" },
  });
  const stored = () => client.couponCampaign.findUniqueOrThrow({ where: { id } });
  expect(await stored()).toMatchObject({
    discountType: "PERCENT",
    discountValue: 10n,
    maxDiscount: 5_000n,
    minOrderAmount: 20_000n,
    totalQuantity: 3,
    validHours: 24,
  });

  // Two admins edit it at once: the second gets a conflict and keeps the typed text.
  const other = await browser.newPage();
  await signIn(other, `/campaigns/${id}/edit`, await newAdmin(shop, other));
  await page.getByRole("link", { name: "고치기" }).click();
  await expect(title).toHaveText("고치기");
  await other.getByLabel("수량", { exact: true }).fill("4");
  await other.getByRole("button", { name: "저장하기" }).click();
  await expect(other.getByText("0 / 4")).toBeVisible();
  await page.getByLabel("시작", { exact: true }).fill(inMinutes(-1));
  await page.getByRole("button", { name: "저장하기" }).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("그사이 다른 관리자가 이 캠페인을 바꿨어요");
  expect(await stored()).toMatchObject({ totalQuantity: 4, version: 2 });
  await alert.getByRole("button", { name: "바뀐 내용 불러오기" }).click();
  await expect(page.getByLabel("수량", { exact: true })).toHaveValue("4");
  await open(page, `/campaigns/${id}/edit`);
  await page.getByLabel("시작", { exact: true }).fill(inMinutes(-1));
  await page.getByRole("button", { name: "저장하기" }).click();
  await expect(title).toHaveText(/진행 중/);
  await open(other, `/campaigns/${id}/edit`);
  await other.getByLabel("수량", { exact: true }).fill("3");
  await other.getByRole("button", { name: "연장하기" }).click();
  await expect(other.getByText("지금 수량 이상, 10,000,000 이하여야 해요")).toBeVisible();

  // Issued in the storefront, and seen here without a reload.
  const shopper = await browser.newPage();
  const first = await newShopper(shop, shopper, "차은");
  await open(shopper, `${shop.url}/coupons/${id}`);
  await expect(page.getByText("0 / 4")).toBeVisible();
  await shopper.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(shopper.getByText("쿠폰을 받았어요")).toBeVisible();
  await expect(page.getByText("1 / 4")).toBeVisible();
  await expect(page.getByText("최근 1분 1장")).toBeVisible();

  await page.getByRole("button", { name: "잠시 멈추기" }).click();
  await page.getByRole("button", { name: "멈추기", exact: true }).click();
  await expect(title).toHaveText(/멈춤/);
  const second = await newShopper(shop, shopper, "나은");
  await open(shopper, `${shop.url}/coupons/${id}`);
  await expect(shopper.getByText("잠시 멈췄어요")).toBeVisible();
  await page.getByRole("button", { name: "다시 시작", exact: true }).click();
  await page.getByRole("button", { name: "다시 시작하기" }).click();
  await expect(title).toHaveText(/진행 중/);

  const past = await client.user.findMany({
    where: { email: { startsWith: "past-" } },
    take: 2,
  });
  for (const { id: userId } of [second, ...past]) await issueCoupon(shop.deps, { id, userId });
  await expect(page.getByText("4 / 4")).toBeVisible();
  await expect(title).toHaveText(/소진/);
  const late = await newShopper(shop, shopper, "늦은");
  const refused = await shopper.request.post(`${shop.url}/api/v1/coupons/${id}/issue`);
  expect(refused.status()).toBe(409);

  // It can get more coupons, and a copy begins with its terms.
  await page.getByRole("link", { name: "연장하기" }).click();
  await page.getByLabel("수량", { exact: true }).fill("5");
  await page.getByRole("button", { name: "연장하기" }).click();
  await expect(page.getByText("4 / 5")).toBeVisible();
  await expect(title).toHaveText(/진행 중/);
  await page.getByRole("link", { name: "복사하기" }).click();
  await expect(page.getByLabel("이름 (영어)")).toHaveValue("10% off autumn tableware");
  await expect(page.getByLabel("시작", { exact: true })).toHaveValue("");

  // What became of each coupon.
  const { id: productId } = await newProduct(shop, { name: "청자 대접", price: 30_000 });
  const { id: couponId } = await client.issuedCoupon.findFirstOrThrow({
    where: { campaignId: id, userId: first.id },
  });
  const order = await buy(shop, first.id, [{ productId, quantity: 1 }], couponId);
  expect(order.total).toBe(27_000);
  const holders = page.getByRole("table", { name: "받은 회원" });
  await expect(async () => {
    await open(page, `/campaigns/${id}`);
    await expect(page.getByText("거절한 요청이 없어요")).toBeHidden();
  }).toPass();
  await expect(holders.getByRole("row")).toHaveCount(5);
  await expect(holders.getByRole("row", { name: /차은/ })).toContainText(order.orderNumber);
  await expect(holders.getByRole("row", { name: /나은/ })).toContainText("쓸 수 있음");
  await expect(holders.getByText(late.name)).toHaveCount(0);
  await page.getByLabel("상태").selectOption("사용함");
  await expect(page).toHaveURL(/status=USED/);
  await expect(holders.getByRole("row")).toHaveCount(2);
  await holders.getByRole("link", { name: order.orderNumber }).click();
  await expect(title).toContainText(order.orderNumber);
  await page.goBack();
  await expect(holders.getByRole("row")).toHaveCount(2);

  await page.getByRole("button", { name: "끝내기" }).click();
  await page.getByRole("button", { name: "지금 끝내기" }).click();
  await expect(title).toHaveText(/끝남/);
  await expect(page.getByRole("button", { name: "다시 시작" })).toHaveCount(0);
  await open(shopper, `${shop.url}/coupons/${id}`);
  await expect(shopper.getByText("받는 시간이 끝났어요")).toBeVisible();
  expect(await stored()).toMatchObject({ issuedCount: 4, closedAt: expect.any(Date) });
  expect((await auditOf(shop, id)).map(({ action }) => action)).toEqual([
    "campaign.create",
    "campaign.update",
    "campaign.update",
    "campaign.pause",
    "campaign.resume",
    "campaign.extend",
    "campaign.close",
  ]);
});

test("a campaign that is called off before it opens never opens", async ({ page, shop }) => {
  await signIn(page, "/campaigns/new");
  await page.getByLabel("이름 (한국어)").fill("취소할 3,000원 쿠폰");
  await page.getByLabel("이름 (영어)").fill("3,000 won, called off");
  await expect(page.getByLabel("최대 할인 금액")).toHaveCount(0);
  await page.getByLabel("할인", { exact: true }).fill("3000");
  await page.getByLabel("수량", { exact: true }).fill("10");
  await page.getByLabel("시작", { exact: true }).fill(inMinutes(60));
  await page.getByLabel("종료", { exact: true }).fill(inMinutes(120));
  await page.getByRole("button", { name: "만들기" }).click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(/취소할 3,000원 쿠폰\s*예정/);
  await page.getByRole("button", { name: "끝내기" }).click();
  await page.getByRole("button", { name: "지금 끝내기" }).click();
  await expect(title).toHaveText(/끝남/);
  await expect(page.getByText("열리기 전에 끝낸 캠페인이에요")).toBeVisible();

  const campaign = await shop.db.client.couponCampaign.findFirstOrThrow({
    where: { nameEn: "3,000 won, called off" },
  });
  expect(campaign).toMatchObject({ discountType: "FIXED", maxDiscount: null, issuedCount: 0 });
  await open(page, `${shop.url}/coupons/${campaign.id}`);
  await expect(page.getByText("받는 시간이 끝났어요")).toBeVisible();

  await open(page, "/campaigns");
  await page.getByLabel("상태").selectOption("끝남");
  await expect(page).toHaveURL(/phase=CLOSED/);
  await expect(page.getByRole("row", { name: /취소할 3,000원 쿠폰/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /환영 5,000원 쿠폰/ })).toHaveCount(0);
});
