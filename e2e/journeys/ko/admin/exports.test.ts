import {
  auditOf,
  buy,
  expect,
  newProduct,
  newShopper,
  open,
  signIn,
  test,
} from "../../../admin.ts";
import type { Shop } from "../../../shop.ts";

/** Paid orders whose exports are not delivered yet. */
async function pay(shop: Shop, userId: string, productId: string) {
  const { orderId, orderNumber } = await buy(shop, userId, [{ productId, quantity: 1 }]);
  const where = { orderId_type: { orderId, type: "order.paid" } };
  const event = () => shop.db.client.outboxEvent.findUniqueOrThrow({ where });
  const { id } = await event();
  return { id, orderId, orderNumber, event };
}

test("an admin sees within a minute that the data platform is down, and replays what it missed", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  const { client } = shop.db;
  const shopper = await newShopper(shop, page, "전송이");
  const { id: productId } = await newProduct(shop, { name: "놋수저" });
  await signIn(page);
  const stat = (name: string) => page.getByRole("main").getByRole("link", { name });
  await expect(stat("전송 대기")).toHaveText(/^전송 대기0/);

  shop.platform.answerWith(500);
  const paid = [];
  for (let n = 0; n < 5; n++) paid.push(await pay(shop, shopper.id, productId));
  const [one, two, three, , waiting] = paid;
  if (!one || !two || !three || !waiting) throw new Error("five were paid");

  // The dashboard updates itself: nobody reloads it.
  const alert = page
    .getByRole("status")
    .filter({ hasText: "데이터 플랫폼에 보내지 못하고 있어요" });
  await expect(alert).toContainText("받는 쪽이 500 응답을 보냈어요.", { timeout: 60_000 });
  await expect(stat("전송 대기")).toHaveText(/^전송 대기5/);
  await alert.getByRole("link", { name: "전송 내역 보기" }).click();
  await expect(page).toHaveURL("/exports");
  const row = page.getByRole("row", { name: new RegExp(one.orderNumber) });
  await expect(row).toContainText("받는 쪽이 500 응답을 보냈어요.");
  await row.getByRole("link", { name: /order\.paid/ }).click();
  const tries = page.getByRole("listitem").filter({ hasText: "번째 시도" });
  await expect(tries.first()).toContainText("HTTP 500");
  await expect(tries.first()).toContainText("The warehouse is being rebuilt.");
  await expect(page.getByText('"type": "order.paid"')).toBeVisible();
  await expect(page.getByText(`"orderNumber": "${one.orderNumber}"`)).toBeVisible();

  // Hours later: the tenth try was the last for one order, and another waits for its next.
  const later = (ids: string[], hours: number) =>
    client.outboxEvent.updateMany({
      where: { id: { in: ids } },
      data: {
        attempts: 9,
        nextAttemptAt: new Date(Date.now() + hours * 3_600_000),
        claimToken: null,
        claimedUntil: null,
      },
    });
  await later([waiting.id], 1);
  await later(
    paid.slice(0, 4).map(({ id }) => id),
    0,
  );
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/order\.paid\s*실패/);
  await expect(page.getByRole("button", { name: "다시 보내기" })).toBeVisible();
  await expect.poll(() => client.outboxEvent.count({ where: { status: "DEAD" } })).toBe(4);

  shop.platform.answerWith(200);
  await page.getByRole("button", { name: "다시 보내기" }).click();
  await page.getByRole("button", { name: "1건 다시 보내기" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/order\.paid\s*보냄/);
  await expect(page.getByText("여기서 처음부터 다시 보냈어요")).toBeVisible();
  expect(await one.event()).toMatchObject({ status: "DELIVERED", attempts: 1 });

  await open(page, "/exports?status=DEAD");
  for (const { orderNumber } of [two, three]) {
    await page.getByRole("checkbox", { name: new RegExp(orderNumber) }).check();
  }
  await page.getByRole("button", { name: "다시 보내기", exact: true }).click();
  await page.getByRole("button", { name: "2건 다시 보내기" }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "실패한 것 모두 다시 보내기" }).click();
  await page.getByRole("button", { name: "모두 다시 보내기", exact: true }).click();
  await expect(page.getByRole("heading", { name: "조건에 맞는 데이터가 없어요" })).toBeVisible();
  await expect(page.getByRole("button", { name: "실패한 것 모두 다시 보내기" })).toHaveCount(0);
  expect(await waiting.event()).toMatchObject({ status: "PENDING", attempts: 9 });
  await page.getByRole("button", { name: "지금 다시 시도" }).click();
  await expect(page.getByRole("button", { name: "지금 다시 시도" })).toHaveCount(0);
  for (const { id, event } of paid) {
    await expect.poll(async () => (await event()).status).toBe("DELIVERED");
    const bodies = shop.platform.received.filter((body) => body.id === id);
    // Every try sent the same content.
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  }
  for (const { id } of [one, two, three]) {
    expect(await auditOf(shop, id)).toMatchObject([
      { action: "export.replay", before: { status: "DEAD" }, after: { status: "PENDING" } },
    ]);
  }
  expect((await auditOf(shop, "dead")).at(-1)).toMatchObject({
    action: "export.replayAllDead",
    after: { count: 1 },
  });
  await open(page, "/");
  await expect(stat("전송 대기")).toHaveText(/^전송 대기0/);
  await expect(stat("전송 실패")).toHaveText(/^전송 실패0보내는 중$/);
  await expect(alert).toHaveCount(0);
});

test("paused delivery sends nothing, says so, and later sends what has waited", async ({
  page,
  shop,
}) => {
  // What earlier journeys paid is sent.
  const waiting = () => shop.db.client.outboxEvent.count({ where: { status: "PENDING" } });
  await expect.poll(waiting).toBe(0);
  const shopper = await newShopper(shop, page, "기다림");
  const { id: productId } = await newProduct(shop, { name: "유기그릇" });
  await signIn(page, "/exports");
  await page.getByRole("button", { name: "전송 멈추기" }).click();
  await page.getByRole("button", { name: "멈추기", exact: true }).click();
  await expect(page.getByRole("button", { name: "전송 다시 시작" })).toBeVisible();
  const alert = page.getByRole("status").filter({ hasText: "데이터 전송을 멈춰 두었어요" });
  await expect(alert).toContainText("관리자님이");

  const { id, event } = await pay(shop, shopper.id, productId);
  await open(page, "/");
  await expect(alert).toBeVisible();
  await expect(page.getByRole("link", { name: "전송 대기" })).toHaveText(/^전송 대기1/);
  expect(await event()).toMatchObject({ status: "PENDING", attempts: 0 });
  expect(shop.platform.received.some((body) => body.id === id)).toBe(false);

  await alert.getByRole("link", { name: "전송 내역 보기" }).click();
  await page.getByRole("button", { name: "전송 다시 시작" }).click();
  await page.getByRole("button", { name: "다시 시작하기" }).click();
  await expect(page.getByRole("button", { name: "전송 멈추기" })).toBeVisible();
  await expect.poll(async () => (await event()).status).toBe("DELIVERED");
  expect(shop.platform.received.filter((body) => body.id === id)).toHaveLength(1);
  await open(page, "/exports");
  await expect(alert).toHaveCount(0);
  expect((await auditOf(shop, "delivery")).slice(-2)).toMatchObject([
    { action: "export.setPaused", after: { paused: true } },
    { action: "export.setPaused", after: { paused: false } },
  ]);
});

test("a pause whose answer was lost is shown once it is stored, and can be undone", async ({
  page,
  shop,
}) => {
  await signIn(page, "/exports");
  const calls = "**/api/trpc/admin.export.setPaused*";
  await page.route(calls, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("button", { name: "전송 멈추기" }).click();
  await page.getByRole("button", { name: "멈추기", exact: true }).click();
  const resume = page.getByRole("button", { name: "전송 다시 시작" });
  await expect(resume).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.unroute(calls);
  await resume.click();
  await page.getByRole("button", { name: "다시 시작하기" }).click();
  await expect(page.getByRole("button", { name: "전송 멈추기" })).toBeVisible();
  expect((await auditOf(shop, "delivery")).slice(-2)).toMatchObject([
    { action: "export.setPaused", after: { paused: true } },
    { action: "export.setPaused", after: { paused: false } },
  ]);
});

test("an admin can change the destination, and exports wait for a process that uses it", async ({
  page,
  shop,
}) => {
  const own = shop.platform.configuration.DATA_PLATFORM_URL;
  const shopper = await newShopper(shop, page, "새 창고");
  const { id: productId } = await newProduct(shop, { name: "백자 접시" });
  await signIn(page, "/exports");
  const main = page.getByRole("main");
  await expect(main.getByText(own, { exact: true })).toBeVisible();

  const sendTo = async (address: string) => {
    await page.getByRole("button", { name: "바꾸기" }).click();
    await page.getByLabel("받는 쪽 주소").fill(address);
    await page.getByRole("button", { name: "보내는 곳 바꾸기" }).click();
  };
  await sendTo("https://user:pass@new.example/orders");
  await expect(page.getByRole("dialog")).toContainText("사용자 이름과 비밀번호가 없는 주소");
  await page.getByLabel("받는 쪽 주소").fill("https://new.example/orders?token=hush");
  await page.getByRole("button", { name: "보내는 곳 바꾸기" }).click();
  await expect(main.getByText("https://new.example/orders", { exact: true })).toBeVisible();
  await expect(page.getByText("hush")).toHaveCount(0);
  const alert = page.getByRole("status").filter({ hasText: "이 관리자 앱의 설정이 가게와 달라요" });
  await expect(alert).toContainText(own);
  const health = async () => (await page.request.get(`${shop.url}/api/health`)).json();
  expect(await health()).toMatchObject({ status: "ok", exports: "set to another destination" });

  const { id, event } = await pay(shop, shopper.id, productId);
  await sendTo(own);
  await expect(alert).toHaveCount(0);
  await expect.poll(async () => (await event()).status).toBe("DELIVERED");
  expect(await health()).toMatchObject({ exports: "delivers" });
  expect(await event()).toMatchObject({ attempts: 1 });
  await open(page, `/exports/${id}`);
  await expect(page.getByText(`보낸 곳: ${own}`)).toBeVisible();
  expect((await auditOf(shop, "destination")).slice(-2)).toMatchObject([
    { action: "export.setDestination", after: { destination: "https://new.example/orders" } },
    { action: "export.setDestination", after: { destination: own } },
  ]);
});

test("the lag chart has a table with the same values", async ({ page, shop }) => {
  const { client } = shop.db;
  const at = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 3 * 86_400_000);
  await client.exportSample.create({ data: { at, waiting: 7, dead: 2, lagSeconds: 125 } });
  await signIn(page, "/exports?range=7d");
  const chart = page.getByRole("region").filter({ hasText: "밀린 정도" });
  const part = (await chart.count()) > 0 ? chart : page.getByRole("main");
  await page.getByText("표로 보기").click();
  const rows = part.getByRole("table").first().getByRole("row");
  await expect(rows).toHaveCount(8);
  const day = new Date(at.getTime() + 9 * 3_600_000);
  await expect(rows.filter({ hasText: `${day.getUTCMonth() + 1}/${day.getUTCDate()}` })).toHaveText(
    /2분72$/,
  );
  await expect(rows.nth(1)).toContainText("기록 없음");
  await page.getByRole("link", { name: "24시간" }).click();
  await expect(page).toHaveURL(/range=24h/);
  await expect(rows).toHaveCount(25);
  await client.exportSample.delete({ where: { at } });
});
