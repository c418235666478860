import {
  chargeBalance,
  checkInvariants,
  checkInvariantsBySchedule,
  issueCoupon,
} from "@sunchak/core";
import { makeCampaign } from "@sunchak/testing";
import { expect, newProduct, newShopper, open, signIn, test } from "../../../admin.ts";

test("what somebody changed in the tables is named and repaired on screen, and what nobody can know is not touched", async ({
  page,
  browser,
  shop,
}) => {
  const { client } = shop.db;
  const shoppers = await browser.newPage();
  const { id: userId } = await newShopper(shop, shoppers, "온잔액");
  await chargeBalance(shop.deps, { userId, amount: 30_000 });
  const product = await newProduct(shop, { name: "늘어난 화병", stock: 7 });
  const campaign = await makeCampaign(shop.deps);
  await issueCoupon(shop.deps, { id: campaign, userId });
  const line = await client.issuedCoupon.findFirstOrThrow({ where: { campaignId: campaign } });

  await client.$executeRaw`UPDATE accounts SET balance = 99000 WHERE user_id = ${userId}`;
  await client.$executeRaw`UPDATE products SET stock = 8 WHERE id = ${product.id}`;
  await client.$executeRaw`UPDATE issued_coupons SET door = 'other' WHERE id = ${line.id}`;
  await checkInvariantsBySchedule(shop.deps);

  await signIn(page, "/invariants");
  const row = (name: string) => page.locator("main ol ul > li").filter({ hasText: name });
  const repair = async (name: string) => {
    await row(name).getByRole("button", { name: "바로잡기" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("이유").fill("데이터베이스를 잘못 고쳤어요");
    await dialog.getByRole("button", { name: "바로잡기" }).click();
    await expect(dialog).toBeHidden();
  };
  await expect(row("온잔액")).toContainText("잔액이 내역의 합과 달라요");
  await expect(row("온잔액").getByRole("row").nth(1)).toContainText(/99,000원\s*30,000원/);
  await repair("온잔액");
  await expect(row("온잔액")).toHaveCount(0);
  await repair("늘어난 화병");
  await expect(row("늘어난 화병")).toHaveCount(0);
  await repair("선착순 쿠폰");
  await expect(row("선착순 쿠폰")).toContainText("누군가 발급 기록을 바꿨어요");
  await expect(row("선착순 쿠폰")).toContainText("고치지 않았어요");

  expect(await client.account.findUniqueOrThrow({ where: { userId } })).toMatchObject({
    balance: 30_000n,
  });
  expect(await client.product.findUniqueOrThrow({ where: { id: product.id } })).toMatchObject({
    stock: 7,
  });
  expect(await client.issuedCoupon.findUniqueOrThrow({ where: { id: line.id } })).toMatchObject({
    door: "other",
  });
  await open(page, "/audit");
  const logged = page.getByRole("table", { name: "변경 기록" }).getByRole("row");
  await expect(logged.filter({ hasText: "온잔액" })).toContainText(/잔액 99,000 30,000/);
  await expect(logged.filter({ hasText: "불변식 바로잡기늘어난 화병" })).toContainText(
    "데이터베이스를 잘못 고쳤어요",
  );

  await client.$executeRaw`UPDATE issued_coupons SET door = ${line.door} WHERE id = ${line.id}`;
  await open(page, "/invariants");
  await page.getByRole("button", { name: "지금 확인" }).click();
  await expect(page.getByRole("status").filter({ hasText: "모두 맞아요" })).toBeVisible();
  const { maxBalance } = shop.deps.config;
  expect((await checkInvariants(shop.db, { maxBalance })).filter(({ holds }) => !holds)).toEqual(
    [],
  );
});
