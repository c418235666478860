import type { Locator, Page } from "@playwright/test";
import { cancelOrder, placeOrder, refundOrder, setDeliveryPaused } from "@sunchak/core";
import {
  adminId,
  buy,
  expect,
  newProduct,
  newShopper,
  open,
  signIn,
  test,
} from "../../../admin.ts";

const DAY_MS = 86_400_000;
const SEOUL_MS = 9 * 3_600_000;
const won = (amount: number | bigint) => `${Number(amount).toLocaleString("en-US")}원`;

/** The name of a bucket in the table, in Seoul time. */
function label(from: number, bucket: number): string {
  const at = new Date(from + SEOUL_MS);
  if (bucket === DAY_MS) return `${at.getUTCMonth() + 1}/${at.getUTCDate()}`;
  return at.toISOString().slice(11, 16);
}

/** For what is tried again as a whole. */
const atOnce = { timeout: 1_000 };

/** The first number of a text; a minus before it counts. */
const numberIn = (text: string) =>
  Number(/−?[\d,]+/.exec(text)?.[0].replaceAll(",", "").replace("−", "-"));

/** What a list says that it sums up to, by name. */
async function totalsOf(page: Page): Promise<Record<string, number>> {
  const totals = page.getByRole("region", { name: "목록 합계" });
  const [names, values] = await Promise.all(
    (["term", "definition"] as const).map((role) => totals.getByRole(role).allInnerTexts()),
  );
  return Object.fromEntries((names ?? []).map((name, i) => [name, numberIn(values?.[i] ?? "")]));
}

/** The amounts of all rows of a list of orders, over all its pages. */
async function amountsOf(page: Page): Promise<number[]> {
  const amounts: number[] = [];
  const next = page.getByRole("link", { name: "다음" });
  for (;;) {
    const cells = page.getByRole("table", { name: "주문" }).getByRole("row");
    const rows = await cells.filter({ has: page.getByRole("cell") }).allInnerTexts();
    amounts.push(...rows.map((row) => numberIn(/[\d,]+(?=원\s*$)/.exec(row)?.[0] ?? "")));
    if ((await next.count()) === 0) return amounts;
    await open(page, (await next.getAttribute("href")) ?? "");
  }
}

interface Linked {
  name: string;
  shown: number;
  href: string;
}

const textsOf = (links: Locator) =>
  links.evaluateAll((all) =>
    all.map((link) => ({ name: link.textContent ?? "", href: link.getAttribute("href") ?? "" })),
  );

/** The links' numbers and the lists behind them, as the page shows them now. */
const linksOf = async (links: Locator, title: string): Promise<Linked[]> =>
  (await textsOf(links)).map((link) => ({
    ...link,
    shown: numberIn(link.name.replace(title, "")),
  }));

test("every number of the dashboard is what the list behind its link sums up to", async ({
  page,
  shop,
}) => {
  test.setTimeout(240_000);
  const { client } = shop.db;
  const actorId = await adminId(shop);
  // So that what waits is still waiting when its list is opened.
  await setDeliveryPaused(shop.deps, { actorId, paused: true });
  const shopper = await newShopper(shop, page, "맞춤이");
  const { id: productId } = await newProduct(shop, { name: "맞춤 잔", price: 12_345 });
  const lines = [{ productId, quantity: 1 }];
  const now = Date.now() + SEOUL_MS;
  const midnight = new Date(now - (now % DAY_MS) - SEOUL_MS);
  const yesterday = { gte: new Date(midnight.getTime() - DAY_MS), lt: midnight };
  // Paid yesterday and refunded today; paid and refunded today; paid; cancelled; pending.
  const old = await client.order.findFirstOrThrow({
    where: { status: "PAID", paidAt: yesterday },
  });
  const refund = (id: string) => refundOrder(shop.deps, { id, actorId, reason: "변심" });
  await refund(old.id);
  await refund((await buy(shop, shopper.id, lines)).orderId);
  await buy(shop, shopper.id, [{ productId, quantity: 2 }]);
  const placed = await placeOrder(shop.deps, { userId: shopper.id, lines });
  await cancelOrder(shop.deps, { id: placed.orderId, userId: shopper.id });
  await placeOrder(shop.deps, { userId: shopper.id, lines });

  await signIn(page);
  const main = page.getByRole("main");
  const numbers: [of: string, Linked[]][] = [];
  for (const [name, of] of [
    ["매출", "매출"],
    ["환불", "환불"],
    ["순매출", "순매출"],
    ["결제한 주문", "주문"],
    ["새 회원", "회원"],
    ["회원 잔액 합계", "잔액 합계"],
    ["전송 대기", "데이터 전송"],
    ["전송 실패", "데이터 전송"],
  ] as const) {
    const card = main.getByRole("link", { name: new RegExp(`^${name} ?[−\\d]`) }).locator("..");
    numbers.push([of, await linksOf(card.getByRole("link"), name)]);
  }
  await page.getByText("표로 보기").click();
  for (const [column, of] of [
    [1, "매출"],
    [2, "주문"],
    [3, "환불"],
  ] as const) {
    const cells = main.getByRole("table").locator(`tr > :nth-child(${column + 1})`);
    numbers.push([of, await linksOf(cells.getByRole("link"), of)]);
  }
  expect(numbers.map(([, links]) => links.length)).toEqual([3, 3, 3, 3, 3, 1, 1, 1, 7, 7, 7]);

  const totals = new Map<string, Record<string, number>>();
  for (const [of, links] of numbers) {
    for (const { name, shown, href } of links) {
      if (!totals.has(href)) {
        await open(page, href);
        totals.set(href, await totalsOf(page));
      }
      expect([name, href, totals.get(href)?.[of]]).toEqual([name, href, shown]);
    }
  }
  // The lists' rows add up to their sums.
  const listOf = (i: number) => numbers[i]?.[1][0]?.href ?? "";
  for (const [i, name] of ["매출", "환불"].entries()) {
    await open(page, listOf(i));
    const amounts = await amountsOf(page);
    expect(amounts.length).toBeGreaterThan(0);
    expect({ 주문: amounts.length, [name]: amounts.reduce((sum, one) => sum + one, 0) }).toEqual(
      totals.get(listOf(i)),
    );
  }
  await open(page, listOf(2));
  expect(await amountsOf(page)).toHaveLength(totals.get(listOf(2))?.주문 ?? -1);

  // The best sellers and the campaigns lead to pages with the same numbers.
  await open(page, "/");
  const sold = main.getByRole("listitem").getByRole("link", { name: /\d개/ });
  const soldTexts = await sold.allInnerTexts();
  expect(soldTexts).toHaveLength(5);
  await open(page, "/ranking");
  for (const text of soldTexts) {
    const [count = "", revenue = ""] = text.split(/\s+/);
    const row = main.getByRole("row").filter({ hasText: revenue });
    await expect(row.filter({ hasText: String(numberIn(count)) }).first()).toBeVisible();
  }
  await open(page, "/");
  const issued = main.getByRole("link", { name: /장 발급$/ });
  for (const { name: text, href } of await textsOf(issued)) {
    const [total, count] = text.match(/[\d,]+/g) ?? [];
    await open(page, href);
    await expect(main.getByText(`${count} / ${total}장`)).toBeVisible();
  }
  await setDeliveryPaused(shop.deps, { actorId, paused: false });
});

test("the dashboard shows the numbers of the tables", async ({ page, shop }) => {
  test.setTimeout(180_000);
  const { client } = shop.db;
  const shopper = await newShopper(shop, page, "오늘이");
  const { id: productId } = await newProduct(shop, { name: "오늘의 잔", price: 12_345 });
  await buy(shop, shopper.id, [{ productId, quantity: 2 }]);

  await signIn(page);
  const startOfDay = () => {
    const now = Date.now() + SEOUL_MS;
    return now - (now % DAY_MS) - SEOUL_MS;
  };
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
  const main = page.getByRole("main");
  const stat = (name: string) => main.getByRole("link", { name: new RegExp(`^${name} ?[−\\d]`) });
  // The page follows the clock, so a day or an hour that ends meanwhile is compared again.
  await expect(async () => {
    const today = startOfDay();
    await expect(stat("매출")).toHaveText(`매출${won(sales(today).sum)}`, atOnce);
    await expect(stat("환불")).toHaveText(`환불${won(refunds(today, today + DAY_MS))}`, atOnce);
    await expect(stat("결제한 주문")).toHaveText(`결제한 주문${sales(today).count}`, atOnce);
  }).toPass();

  const ranking = await client.rankingSnapshot.findFirstOrThrow({
    orderBy: { windowEnd: "desc" },
    include: { entries: { orderBy: { rank: "asc" }, take: 5 } },
  });
  for (const { productId: id, name, soldQuantity, revenue } of ranking.entries) {
    const entry = main.getByRole("listitem").filter({ hasText: name }).first();
    await expect(entry).toContainText(`${soldQuantity}개${won(revenue)}`);
    await expect(entry.getByRole("link").first()).toHaveAttribute("href", `/products/${id}`);
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
    await expect(async () => {
      const current = bucket === DAY_MS ? startOfDay() : Math.floor(Date.now() / bucket) * bucket;
      const said = Array.from({ length: count }, (_, n) => {
        const from = current - (count - 1 - n) * bucket;
        const { sum, count: orders } = sales(from, from + bucket);
        return `${label(from, bucket)}${won(sum)}${orders}${won(refunds(from, from + bucket))}`;
      });
      await expect(rows).toHaveText(["시각매출주문환불", ...said], atOnce);
    }).toPass();
  }

  await open(page, "/en");
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await expect(main.getByRole("link", { name: /^Sales ?₩/ })).toHaveText(
    `Sales₩${Number(sales(startOfDay()).sum).toLocaleString("en-US")}`,
  );
});
