import { readFile } from "node:fs/promises";
import { chargeBalance, inSeoul, issueCoupon, payOrder } from "@sunchak/core";
import { makeOrder } from "@sunchak/testing";
import { expect, open, productNamed, type Shop, signUp, test } from "../../shop.ts";

const words = { title: "회원 가입", submit: "가입하고 시작하기" };

/** A shopper with 200,000 won who has bought a stool by a coupon, and charged 30,000 won since. */
async function buyWithCoupon({ deps, db }: Shop, userId: string, productId: string) {
  await chargeBalance(deps, { userId, amount: 200_000 });
  const campaign = await db.client.couponCampaign.findFirstOrThrow({
    where: { name: "환영 5,000원 쿠폰" },
  });
  const { issuedCouponId } = await issueCoupon(deps, { id: campaign.id, userId });
  const orderId = await makeOrder(deps, { userId, productId, issuedCouponId });
  const { total, orderNumber } = await payOrder(deps, { id: orderId, userId });
  await chargeBalance(deps, { userId, amount: 30_000 });
  return { orderId, orderNumber, total };
}

const won = (amount: number) => `${new Intl.NumberFormat("ko-KR").format(amount)}원`;

test("a shopper narrows the balance history, and keeps a month of it on paper and as a file", async ({
  page,
  shop,
}) => {
  const email = await signUp(page, "/balance", words);
  const { id: userId } = await shop.db.client.user.findUniqueOrThrow({ where: { email } });
  const product = await productNamed(shop, "Round oak stool");
  const { orderNumber, total } = await buyWithCoupon(shop, userId, product.id);
  await page.reload();
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(4);

  await page.getByRole("link", { name: "결제", exact: true }).first().click();
  await expect(page).toHaveURL(/\/balance\?kind=PAYMENT$/);
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText(`−${won(total)}`);
  await page.reload();
  await expect(rows).toHaveCount(2);
  await page.getByRole("link", { name: "환불", exact: true }).click();
  await expect(page.getByText("조건에 맞는 내역이 없어요")).toBeVisible();
  await page.getByRole("link", { name: "모든 내역 보기" }).click();
  await expect(rows).toHaveCount(4);
  const month = inSeoul(shop.deps.clock.now()).slice(0, 7);
  await page.getByLabel("기간").selectOption(month);
  await expect(page).toHaveURL(new RegExp(`/balance\\?month=${month}$`));
  await expect(rows).toHaveCount(4);

  await page.getByRole("link", { name: /월 명세서$/ }).click();
  await expect(page.getByRole("heading", { name: /잔액 명세서$/ })).toBeVisible();
  await expect(rows).toHaveCount(4);
  await expect(page.getByText(orderNumber)).toBeVisible();
  const sums = page.getByRole("region", { name: "합계" });
  await expect(sums).toContainText("충전 2건+230,000원");
  await expect(sums).toContainText(`지금까지의 잔액${won(230_000 - total)}`);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV 파일로 받기" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`statement-${month}.csv`);
  const file = await readFile(await download.path(), "utf8");
  expect(file.trim().split("\r\n")).toHaveLength(4);
  expect(file).toContain(`결제,-${total},${200_000 - total},${orderNumber},`);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("button", { name: "인쇄하기" })).toBeHidden();
  await expect(page.getByRole("article").getByText("선착")).toBeVisible();
  await page.emulateMedia({ media: "screen" });

  await page.goto("/balance/2026-13");
  await expect(page.getByRole("heading", { name: /찾을 수 없어요/ })).toBeVisible();
});

test("an order's page and receipt say what was true at the payment, not what is true now", async ({
  page,
  shop,
}) => {
  const email = await signUp(page, "/orders", words);
  const { id: userId } = await shop.db.client.user.findUniqueOrThrow({ where: { email } });
  const product = await productNamed(shop, "Round oak stool");
  const { orderNumber, total } = await buyWithCoupon(shop, userId, product.id);
  await page.reload();

  const card = page.getByRole("main").getByRole("listitem");
  await expect(card).toHaveCount(1);
  await expect(card.locator("img")).toHaveAttribute("src", /oak-stool/);
  await card.getByRole("heading").getByRole("link").click();
  await expect(page.getByRole("heading", { name: "주문 과정" })).toBeVisible();
  await expect(page.getByText("결제했어요", { exact: true })).toBeVisible();
  await expect(page.getByText("쿠폰 할인 (환영 5,000원 쿠폰)")).toBeVisible();
  const row = (label: string) => page.locator("dl > div").filter({ hasText: label });
  await expect(row("결제 후 잔액").last()).toContainText(won(200_000 - total));

  await expect(page.getByRole("link", { name: "다시 주문하기" })).toHaveAttribute(
    "href",
    /\/checkout\?again=/,
  );
  await page.getByRole("link", { name: "거래 명세서 보기" }).click();
  await expect(page.getByRole("heading", { name: "거래 명세서" })).toBeVisible();
  await expect(page.getByText(orderNumber)).toBeVisible();
  await expect(row("결제 전 잔액").last()).toContainText("200,000원");
  await expect(row("결제 후 잔액").last()).toContainText(won(200_000 - total));

  // An order that is not paid has none.
  const pending = await makeOrder(shop.deps, { userId, productId: product.id });
  await page.goto(`/orders/${pending}/receipt`);
  await expect(page).toHaveURL(new RegExp(`/orders/${pending}$`));

  await page.goto("/coupons/mine");
  await page.getByRole("link", { name: "쓴 주문 보기" }).click();
  await expect(page.getByRole("main").getByText(orderNumber)).toBeVisible();
});

test("a shopper takes another name, and signs out everywhere else", async ({
  page,
  browser,
  shop,
}) => {
  const email = await signUp(page, "/account", words);
  // The page is awake when it knows whose it is.
  await expect(page.getByLabel(/계정 메뉴/)).toBeVisible();
  await page.getByLabel("이름").fill("봄이네");
  await page.getByRole("button", { name: "이름 저장하기" }).click();
  await expect(page.getByText("이름을 바꿨어요.")).toBeVisible();
  await expect(page.getByLabel("봄이네님의 계정 메뉴")).toBeVisible();
  await page.getByLabel("이름").fill("\u200b");
  await page.getByRole("button", { name: "이름 저장하기" }).click();
  await expect(page.getByText("입력한 내용이 맞지 않아요. 고쳐서 다시 눌러 주세요.")).toBeVisible();

  const elsewhere = async () => {
    const other = await browser.newPage();
    await open(other, `${shop.url}/sign-in?next=/balance`);
    await other.getByLabel("이메일").fill(email);
    await other.getByLabel("비밀번호").fill("a-good-password");
    await other.getByRole("button", { name: "로그인", exact: true }).click();
    await expect(other).toHaveURL(`${shop.url}/balance`);
    return other;
  };
  const others = [await elsewhere(), await elsewhere(), await elsewhere()];
  await open(page, "/account");
  const sessions = page.getByRole("region", { name: "로그인한 기기" });
  await expect(sessions.getByRole("listitem")).toHaveCount(4);
  await expect(sessions.getByRole("listitem").first()).toContainText("이 기기");
  await sessions
    .getByRole("button", { name: /에서 로그아웃$/ })
    .first()
    .click();
  await expect(sessions.getByText("그 기기에서 로그아웃했어요.")).toBeVisible();
  await expect(sessions.getByRole("listitem")).toHaveCount(3);
  await sessions.getByRole("button", { name: "다른 모든 기기에서 로그아웃" }).click();
  await expect(sessions.getByText("다른 모든 기기에서 로그아웃했어요.")).toBeVisible();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  for (const other of others) {
    await other.reload();
    await expect(other).toHaveURL(/\/sign-in\?next=/);
  }
  await page.reload();
  await expect(page.getByRole("heading", { name: "내 정보" })).toBeVisible();
  await page.getByRole("link", { name: "English" }).last().click();
  await expect(page).toHaveURL(`${shop.url}/en/account`);
});

test("a change of the account that could not be made is never said to be made", async ({
  page,
  context,
}) => {
  await signUp(page, "/account", words);
  // The page is awake when it knows whose it is.
  await expect(page.getByLabel(/계정 메뉴/)).toBeVisible();
  await page.getByLabel("이름").fill("봄이네");
  await context.setOffline(true);
  await page.getByRole("button", { name: "이름 저장하기" }).click();
  await expect(page.getByText("연결이 끊겼어요. 보낸 것은 없어요.")).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "이름 저장하기" }).click();
  await expect(page.getByText("이름을 바꿨어요.")).toBeVisible();

  // The new name is followed by a new read of the page, which without the session would lead away.
  await page.reload();
  await expect(page.getByLabel("봄이네님의 계정 메뉴")).toBeVisible();
  await context.clearCookies();
  await page.getByLabel("이름").fill("봄이");
  await page.getByRole("button", { name: "이름 저장하기" }).click();
  await expect(page.getByText("로그인이 풀렸어요.")).toBeVisible();
  await page.getByRole("link", { name: "다시 로그인하기" }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
});
