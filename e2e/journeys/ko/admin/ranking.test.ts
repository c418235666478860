import { readFile } from "node:fs/promises";
import { archiveProducts, getRankingList, rankingListInput } from "@sunchak/core";
import { adminId, expect, expectPresentable, open, signIn, test } from "../../../admin.ts";

test("an admin sees any stored ranking, with what was archived, and its CSV holds the same", async ({
  page,
  shop,
}) => {
  const asked = rankingListInput.parse({ days: 30, category: "bath", by: "revenue" });
  const [first] = (await getRankingList(shop.deps, asked)).entries;
  if (!first) throw new Error("the seed has sold something of the category");
  await archiveProducts(shop.deps, { actorId: await adminId(shop), ids: [first.productId] });
  const { entries } = await getRankingList(shop.deps, asked);

  await signIn(page, "/ranking");
  await page.getByLabel("기간").selectOption("30일");
  await expect(page).toHaveURL(/days=30/);
  await page.getByLabel("카테고리").selectOption("욕실");
  await expect(page).toHaveURL(/category=bath/);
  await page.getByLabel("순서").selectOption("매출이 큰 순");
  await expect(page).toHaveURL(/by=revenue/);
  const rows = page.getByRole("table", { name: "지금 순위" }).getByRole("row");
  await expect(rows).toHaveCount(entries.length + 1);
  for (const [i, { rank, name, soldQuantity, revenue, archived }] of entries.entries()) {
    const cells = rows.nth(i + 1).getByRole("cell");
    await expect(cells.nth(0)).toHaveText(String(rank), { useInnerText: true });
    await expect(cells.nth(1)).toContainText(archived ? `${name}보관함` : name);
    await expect(cells.nth(2)).toHaveText(String(soldQuantity), { useInnerText: true });
    await expect(cells.nth(3)).toContainText(`${revenue.toLocaleString("ko-KR")}원`);
    await expect(cells.nth(4)).toContainText(/새로 진입|\d+계단 (올랐|내렸)어요|그대로예요/);
  }
  await expectPresentable(page, "a ranking of the admin app");

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV로 받기" }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe("ranking.csv");
  const [head, ...lines] = (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n");
  const columns = (head ?? "").replace("\uFEFF", "").split(",");
  const held = lines.map((line) => {
    const cells = line.split(",");
    return ["순위", "상품 ID", "판매 수량", "매출"].map((name) => cells[columns.indexOf(name)]);
  });
  expect(held).toEqual(
    entries.map(({ rank, productId, soldQuantity, revenue }) =>
      [rank, productId, soldQuantity, revenue].map(String),
    ),
  );

  await page.getByRole("link", { name: /^기간/ }).click();
  await expect(page).not.toHaveURL(/days=/);
  await open(page, "/ranking?days=5&by=luck&category=");
  await expect(page.getByLabel("기간")).toHaveValue("");
  await expect(rows).not.toHaveCount(0);
});
