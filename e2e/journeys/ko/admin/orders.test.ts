import { readFile } from "node:fs/promises";
import { archiveProducts, issueCoupon } from "@sunchak/core";
import {
  adminId,
  auditOf,
  buy,
  expect,
  newProduct,
  newShopper,
  open,
  signIn,
  test,
} from "../../../admin.ts";
import { productNamed } from "../../../shop.ts";

test("an admin finds an order by its number and refunds all of it once, and the shopper sees the refund", async ({
  page,
  context,
  shop,
}) => {
  test.setTimeout(180_000);
  const { client } = shop.db;
  const shopper = await newShopper(shop, page, "정불만");
  const campaign = await client.couponCampaign.findFirstOrThrow({
    where: { name: "환영 5,000원 쿠폰" },
  });
  const { issuedCouponId } = await issueCoupon(shop.deps, {
    id: campaign.id,
    userId: shopper.id,
  });
  const dripper = await productNamed(shop, "Ceramic pour-over dripper");
  const lines = [{ productId: dripper.id, quantity: 2 }];
  const order = await buy(shop, shopper.id, lines, issuedCouponId);
  const event = (type: string) =>
    client.outboxEvent.findFirst({ where: { orderId: order.orderId, type } });
  await expect.poll(async () => (await event("order.paid"))?.status).toBe("DELIVERED");

  await signIn(page, "/orders");
  await page.getByLabel("검색").fill(order.orderNumber.toLowerCase());
  await page.getByLabel("검색").press("Enter");
  const found = page.getByRole("table", { name: "주문" }).getByRole("row");
  await expect(found).toHaveCount(2);
  await expect(found.last()).toContainText(shopper.email);
  await found.getByRole("link", { name: order.orderNumber }).click();

  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(new RegExp(`${order.orderNumber}\\s*결제 완료`));
  const line = page.getByRole("table", { name: "주문 상품" }).getByRole("row").last();
  await expect(line.getByRole("cell")).toHaveText(
    ["핸드드립 도자기 드리퍼", "29,000원", "2", "58,000원"],
    { useInnerText: true },
  );
  await expect(page.getByRole("definition")).toHaveText([
    "정불만",
    "58,000원",
    "−5,000원",
    "53,000원",
    "환영 5,000원 쿠폰",
  ]);
  const ledger = page.getByRole("table", { name: "잔액 내역" });
  await expect(ledger.getByRole("row", { name: /결제/ })).toContainText("−53,000원");
  await expect(page.getByRole("row", { name: /order\.paid/ })).toContainText("보냄");
  const timeline = page.getByRole("list").filter({ hasText: "주문했어요" }).getByRole("listitem");
  await expect(timeline).toHaveCount(4);

  // The refund dialog is open in two windows.
  const behind = await context.newPage();
  await open(behind, page.url());
  for (const window of [behind, page]) {
    await window.getByRole("button", { name: "환불", exact: true }).click();
    await window.getByRole("dialog").getByLabel("이유").fill("깨진 채로 도착");
    await window.getByRole("button", { name: "환불 내용 확인하기" }).click();
  }
  const sure = page.getByRole("dialog", { name: "이 주문을 환불할까요?" });
  await expect(sure.getByRole("definition")).toHaveText([
    "정불만님에게 53,000원",
    "핸드드립 도자기 드리퍼 × 2",
    "환영 5,000원 쿠폰",
    "환불 이벤트를 보내요",
    "깨진 채로 도착",
  ]);
  await sure.getByRole("button", { name: "53,000원 환불하기" }).click();
  await expect(title).toHaveText(new RegExp(`${order.orderNumber}\\s*환불`));
  await expect(sure).toBeHidden();
  await expect(page.getByRole("button", { name: "환불", exact: true })).toHaveCount(0);
  await expect(timeline.filter({ hasText: "환불했어요" })).toContainText("관리자");
  await expect(timeline.filter({ hasText: "환불했어요" })).toContainText("깨진 채로 도착");
  await expect(ledger.getByRole("row", { name: /환불/ })).toContainText("+53,000원");

  await behind.getByRole("button", { name: "53,000원 환불하기" }).click();
  await expect(behind.getByText("이미 환불한 주문이에요.")).toBeVisible();
  expect(await client.refund.findMany({ where: { userId: shopper.id } })).toMatchObject([
    { orderId: order.orderId, amount: 53_000n, reason: "깨진 채로 도착" },
  ]);
  expect(await client.account.findUnique({ where: { userId: shopper.id } })).toMatchObject({
    balance: 53_000n,
  });
  expect(await client.issuedCoupon.findUnique({ where: { id: issuedCouponId } })).toMatchObject({
    usedAt: null,
  });
  expect((await productNamed(shop, "Ceramic pour-over dripper")).stock).toBe(dripper.stock);
  expect(await auditOf(shop, order.orderId)).toMatchObject([
    { action: "order.refund", before: { status: "PAID" }, reason: "깨진 채로 도착" },
  ]);
  await expect
    .poll(() =>
      shop.platform.received.filter(
        ({ type, data }) => type === "order.refunded" && data.orderId === order.orderId,
      ),
    )
    .toHaveLength(1);

  await open(page, `${shop.url}/orders/${order.orderId}`);
  await expect(page.getByRole("heading", { name: "환불된 주문이에요" })).toBeVisible();
  await open(page, `${shop.url}/balance`);
  const back = page.getByRole("row", { name: /^환불/ });
  await expect(back).toContainText("+53,000원");
  await open(page, `${shop.url}/coupons/mine`);
  await expect(page.getByText("쓸 수 있는 쿠폰 1장")).toBeVisible();
});

test("the CSV holds the filtered orders only, and no cell that a spreadsheet would run", async ({
  page,
  shop,
}) => {
  const { client } = shop.db;
  const shopper = await newShopper(shop, page, "표, 계산");
  const product = await newProduct(shop, { name: '=HYPERLINK("https://evil.example")' });
  const order = await buy(shop, shopper.id, [{ productId: product.id, quantity: 3 }]);
  await archiveProducts(shop.deps, { actorId: await adminId(shop), ids: [product.id] });

  const download = async (path: string) => {
    await open(page, path);
    await page.getByRole("button", { name: "CSV로 받기" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "이유" }).fill("세금 신고");
    const downloading = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "CSV로 받기" }).click();
    const file = await downloading;
    expect(file.suggestedFilename()).toBe("orders.csv");
    return readFile(await file.path(), "utf8");
  };
  await signIn(page);
  const csv = await download(`/orders?userId=${shopper.id}`);
  const [headings, row, ...rest] = csv.split("\r\n");
  expect(headings).toBe(
    "\uFEFF주문번호,주문 ID,상태,주문 시각,결제 시각,환불 시각,이름,이메일,상품,수량,상품 금액,할인,결제 금액",
  );
  expect(rest).toEqual([""]);
  expect(row?.startsWith(`${order.orderNumber},${order.orderId},PAID,`)).toBe(true);
  expect(row).toContain(
    `,"표, 계산",${shopper.email},"'=HYPERLINK(""https://evil.example"") × 3",3,30000,0,30000`,
  );

  const refunded = (await download("/orders?status=REFUNDED")).trimEnd().split("\r\n").slice(1);
  const orders = await client.order.findMany({
    where: { status: "REFUNDED" },
    orderBy: { id: "desc" },
  });
  expect(refunded.map((line) => line.split(",")[1])).toEqual(orders.map(({ id }) => id));
});
