import { buy, expect, newProduct, newShopper, open, signIn, test } from "../../../admin.ts";

const DAY_MS = 86_400_000;
const SEOUL_MS = 9 * 3_600_000;
const won = (amount: number | bigint) => `${Number(amount).toLocaleString("en-US")}원`;

/** The name of a bucket in the table, in Seoul time. */
function label(from: number, bucket: number): string {
  const at = new Date(from + SEOUL_MS);
  if (bucket === DAY_MS) return `${at.getUTCMonth() + 1}/${at.getUTCDate()}`;
  return at.toISOString().slice(11, 16);
}

test("the dashboard shows the numbers of the tables, and each number links to its list", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  const { client } = shop.db;
  const shopper = await newShopper(shop, page, "오늘이");
  const { id: productId } = await newProduct(shop, { name: "오늘의 잔", price: 12_345 });
  await buy(shop, shopper.id, [{ productId, quantity: 2 }]);

  await signIn(page);
  const now = Date.now() + SEOUL_MS;
  const today = now - (now % DAY_MS) - SEOUL_MS;
  const day = new Date(today + SEOUL_MS).toISOString().slice(0, 10);
  const paid = await client.order.findMany({ where: { paidAt: { not: null } } });
  const sales = (from: number, to = from + DAY_MS) => {
    const orders = paid.filter(({ paidAt }) => {
      const at = paidAt?.getTime() ?? 0;
      return at >= from && at < to;
    });
    return { count: orders.length, sum: orders.reduce((sum, { total }) => sum + total, 0n) };
  };
  const refunded = await client.refund.findMany();
  const refunds = (from: number, to: number) =>
    refunded
      .filter(({ refundedAt }) => refundedAt.getTime() >= from && refundedAt.getTime() < to)
      .reduce((sum, { amount }) => sum + amount, 0n);
  const newShoppers = (from: number) =>
    client.user.count({
      where: { role: "user", createdAt: { gte: new Date(from), lt: new Date(from + DAY_MS) } },
    });
  const { _sum: owed } = await client.account.aggregate({ _sum: { balance: true } });
  const main = page.getByRole("main");
  const stat = (name: string) => main.getByRole("link", { name: new RegExp(`^${name}`) });
  const yesterday = today - DAY_MS;
  const week = today - 7 * DAY_MS;
  await expect(stat("오늘 매출")).toHaveText(
    `오늘 매출${won(sales(today).sum)}어제 ${won(sales(yesterday).sum)} · 지난주 ${won(sales(week).sum)}`,
  );
  await expect(stat("오늘 주문")).toHaveText(
    `오늘 주문${sales(today).count}어제 ${sales(yesterday).count} · 지난주 ${sales(week).count}`,
  );
  await expect(stat("오늘 새 회원")).toHaveText(
    `오늘 새 회원${await newShoppers(today)}어제 ${await newShoppers(yesterday)} · 지난주 ${await newShoppers(week)}`,
  );
  await expect(stat("회원 잔액 합계")).toContainText(won(owed.balance ?? 0n));
  for (const [name, href] of [
    ["오늘 매출", `/orders?status=PAID&from=${day}`],
    ["오늘 주문", `/orders?from=${day}`],
    ["오늘 새 회원", "/shoppers"],
    ["회원 잔액 합계", "/shoppers"],
    ["전송 대기", "/exports?status=PENDING"],
    ["전송 실패", "/exports?status=DEAD"],
    ["인기 순위 집계", "/ranking"],
    ["불변식", "/invariants"],
  ] as const) {
    await expect(stat(name)).toHaveAttribute("href", href);
  }

  const ranking = await client.rankingSnapshot.findFirstOrThrow({
    orderBy: { windowEnd: "desc" },
    include: { entries: { orderBy: { rank: "asc" }, take: 5 } },
  });
  for (const { productId: id, name, soldQuantity, revenue } of ranking.entries) {
    const entry = main.getByRole("listitem").filter({ hasText: name }).first();
    await expect(entry).toContainText(`${soldQuantity}개${won(revenue)}`);
    await expect(entry.getByRole("link")).toHaveAttribute("href", `/products/${id}`);
  }
  const drop = await client.couponCampaign.findFirstOrThrow({
    where: { name: "환영 5,000원 쿠폰" },
  });
  const progress = main.getByRole("listitem").filter({ hasText: drop.name });
  await expect(progress).toContainText(`1,000장 중 ${drop.issuedCount}장 발급`);
  await expect(progress.getByRole("progressbar")).toHaveAttribute("max", "1000");

  await page.getByText("표로 보기").click();
  const rows = main.getByRole("table").getByRole("row");
  const ranges = main.getByRole("navigation", { name: "기간" });
  for (const [range, bucket, count] of [
    ["7일", DAY_MS, 7],
    ["30일", DAY_MS, 30],
    ["24시간", 3_600_000, 24],
  ] as const) {
    await ranges.getByRole("link", { name: range, exact: true }).click();
    const current = bucket === DAY_MS ? today : Math.floor(Date.now() / bucket) * bucket;
    const said = Array.from({ length: count }, (_, n) => {
      const from = current - (count - 1 - n) * bucket;
      const { sum, count: orders } = sales(from, from + bucket);
      return `${label(from, bucket)}${won(sum)}${orders}${won(refunds(from, from + bucket))}`;
    });
    await expect(rows).toHaveText(["시각매출주문환불", ...said]);
  }

  await stat("오늘 매출").click();
  await expect(page).toHaveURL(new RegExp(`status=PAID&from=${day}$`));
  await expect(page.getByRole("row", { name: /오늘의 잔/ }).first()).toBeVisible();
  await open(page, "/en");
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await expect(main.getByRole("link", { name: /^Sales today/ })).toContainText(
    `₩${Number(sales(today).sum).toLocaleString("en-US")}`,
  );
});
