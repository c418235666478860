import { checkInvariantsBySchedule } from "@sunchak/core";
import { adminId, expect, newAdmin, newProduct, open, signIn, test } from "../../../admin.ts";

test("an admin aggregates the ranking, and a recount shows when the stored one is wrong", async ({
  page,
  shop,
}) => {
  const { client } = shop.db;
  const newest = () =>
    client.rankingSnapshot.findFirstOrThrow({
      orderBy: { windowEnd: "desc" },
      include: { entries: { orderBy: { rank: "asc" } } },
    });
  const before = await newest();
  await signIn(page, "/ranking");
  await page.getByRole("button", { name: "지금 집계" }).click();
  await expect.poll(async () => (await newest()).id).not.toBe(before.id);
  const { entries } = await newest();
  const current = page.getByRole("table", { name: "지금 순위" }).getByRole("row");
  await expect(current).toHaveCount(entries.length + 1);
  for (const { rank, name, soldQuantity } of entries) {
    await expect(current.nth(rank)).toContainText(name);
    await expect(current.nth(rank).getByRole("cell").nth(2)).toHaveText(String(soldQuantity), {
      useInnerText: true,
    });
  }
  await page.getByRole("link", { name: "다시 세어 보기" }).click();
  await expect(page.getByText("저장된 순위와 다시 센 결과가 같아요.")).toBeVisible();

  const [first] = entries;
  if (!first) throw new Error("the seed has sold something");
  const where = { snapshotId_rank: { snapshotId: first.snapshotId, rank: 1 } };
  const soldQuantity = first.soldQuantity + 1;
  await client.rankingEntry.update({ where, data: { soldQuantity } });
  await open(page, "/ranking?recount=1");
  await expect(page.getByText("저장된 순위와 다시 센 결과가 달라요.")).toBeVisible();
  const recounted = page.getByRole("table", { name: "다시 센 결과" }).getByRole("row").nth(1);
  await expect(recounted.getByRole("cell")).toHaveText(
    ["1", `${first.name} × ${soldQuantity}`, `${first.name} × ${first.soldQuantity}`, "다름"],
    { useInnerText: true },
  );
  await client.rankingEntry.update({ where, data: { soldQuantity: first.soldQuantity } });
});

test("the invariants name a tampered row, and every page warns until it is repaired", async ({
  page,
  shop,
}) => {
  const { client } = shop.db;
  const product = await newProduct(shop, { name: "변조될 접시", stock: 5 });
  await signIn(page, "/invariants");
  const check = page.getByRole("button", { name: "지금 확인" });
  const rules = page.locator("main ol > li");
  await check.click();
  await expect(page.getByRole("status").filter({ hasText: "모두 맞아요" })).toBeVisible();
  await expect(rules.filter({ hasText: "맞아요" })).toHaveCount(10);

  await client.$executeRaw`UPDATE products SET stock = 6 WHERE id = ${product.id}`;
  await open(page, "/orders");
  // As the schedule does, while the admin is at other work.
  await checkInvariantsBySchedule(shop.deps);
  const menu = page.getByRole("navigation", { name: "주요 메뉴" });
  await expect(menu.getByRole("link", { name: /불변식 어긋남/ })).toBeVisible();
  await expect(page).toHaveTitle(/^\(\d\) 주문/);
  await menu.getByRole("link", { name: /불변식/ }).click();
  const broken = rules.filter({ hasText: "1건 어긋남" });
  await expect(broken).toContainText("처음 재고 + 조정 + 환불 − 판매 = 재고");
  await expect(broken.getByRole("row", { name: "재고" })).toHaveText("재고65", {
    useInnerText: false,
  });
  await expect(page).toHaveTitle(/^\(\d\) 불변식/);
  await broken.getByRole("link", { name: "변조될 접시" }).click();
  await expect(page).toHaveURL(new RegExp(`/products/${product.id}$`));
  await open(page, "/");
  const alert = page.getByRole("status").filter({ hasText: "불변식이 깨졌어요" });
  await alert.getByRole("link", { name: "불변식 보기" }).click();
  await expect(broken).toContainText("변조될 접시");

  await client.$executeRaw`UPDATE products SET stock = 5 WHERE id = ${product.id}`;
  await check.click();
  await expect(rules.filter({ hasText: "맞아요" })).toHaveCount(10);
  await expect(menu.getByRole("link", { name: "불변식", exact: true })).toBeVisible();
  await open(page, "/");
  await expect(page.getByRole("main").getByRole("link", { name: "불변식" })).toContainText(
    "모두 맞아요",
  );
  await expect(alert).toHaveCount(0);
});

test("the audit log filters by action and admin, and shows the state before and after", async ({
  page,
  browser,
  shop,
}) => {
  const { client } = shop.db;
  const theirs = await browser.newPage();
  const other = await newAdmin(shop, theirs, "감사해");
  await signIn(theirs, "/products/categories", other);
  for (const [name, nameEn] of [
    ["다락", "Attic"],
    ["다락방", "Loft"],
  ] as const) {
    const label = name === "다락" ? "카테고리 만들기" : "카테고리 ‘다락’ 이름 바꾸기";
    await theirs.getByRole("button", { name: label, exact: true }).click();
    const dialog = theirs.getByRole("dialog");
    await dialog.getByLabel("이름 (한국어)").fill(name);
    await dialog.getByLabel("이름 (영어)").fill(nameEn);
    await dialog.getByRole("button", { name: /카테고리 만들기|저장하기/ }).click();
    await expect(theirs.getByRole("link", { name: `${name} ${nameEn}` })).toBeVisible();
  }
  const mine = await newProduct(shop, { name: "내 쟁반" });

  await signIn(page, "/audit");
  const rows = page.getByRole("table", { name: "변경 기록" }).getByRole("row");
  await page.getByRole("link", { name: other.name, exact: true }).first().click();
  await expect(page).toHaveURL(new RegExp(`actorId=${other.id}`));
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("카테고리 이름 바꾸기");
  await expect(rows.nth(1)).toContainText(/이름 다락 다락방/);
  await expect(rows.nth(1).locator("del")).toHaveText(["다락", "Attic"]);
  await page.getByLabel("작업").selectOption("카테고리 만들기");
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/action=category\.create/);
  await page
    .getByRole("link", { name: /^관리자/ })
    .first()
    .click();
  await expect(page).not.toHaveURL(/actorId/);
  await page.getByLabel("작업").selectOption("상품 만들기");
  await expect(rows.nth(1).getByRole("link", { name: "상품 만들기 내 쟁반" })).toHaveAttribute(
    "href",
    `/products/${mine.id}`,
  );
  const created = await client.auditEntry.count({ where: { action: "product.create" } });
  await expect(rows).toHaveCount(Math.min(20, created) + 1);
  expect(
    await client.auditEntry.count({ where: { actorId: await adminId(shop), subjectId: mine.id } }),
  ).toBe(1);
});
