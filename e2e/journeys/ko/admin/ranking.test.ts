import { readFile } from "node:fs/promises";
import {
  archiveProducts,
  getRankingList,
  getRecountReport,
  rankingListInput,
  recountSums,
} from "@sunchak/core";
import type { RecountReport } from "@sunchak/core/schema";
import {
  adminId,
  expect,
  expectPresentable,
  newProduct,
  open,
  signIn,
  test,
} from "../../../admin.ts";

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
  await page.getByLabel("정렬").selectOption("매출이 큰 순");
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
  expect(head).toMatch(/순위,.*상품 ID,판매 수량,매출,/);
  expect(lines).toEqual(
    entries.map(({ rank, name, productId, soldQuantity, revenue }) =>
      expect.stringMatching(`^${rank},.*${name}.*,${productId},${soldQuantity},${revenue},`),
    ),
  );

  await page.getByRole("link", { name: /^기간/ }).click();
  await expect(page).not.toHaveURL(/days=/);
  await open(page, "/ranking?days=5&by=luck&category=");
  await expect(page.getByLabel("기간")).toHaveValue("");
  await expect(rows).not.toHaveCount(0);
});

test("the ranking page shows what the nightly recount found, and which products differed", async ({
  page,
  shop,
}) => {
  const { client } = shop.db;
  await recountSums(shop.deps);
  const found = await getRecountReport(shop.deps);
  if (!found) throw new Error("nothing was recounted");
  await signIn(page, "/ranking");
  const nightly = page.locator("section").filter({
    has: page.getByRole("heading", { name: "매일 밤 다시 세기" }),
  });
  await expect(nightly.getByRole("status")).toHaveText("모아 둔 합계가 다시 센 결과와 같아요.");
  await expect(nightly.getByRole("definition")).toHaveText([
    /^\d{4}년 \d+월 \d+일 \d{2}:\d{2}$/,
    `${found.durationMs / 1000}초`,
    `${found.products}개`,
  ]);

  const { id: productId } = await newProduct(shop, { name: "어긋난 접시" });
  const differing: RecountReport["differing"] = [
    {
      ...{ productId, name: "어긋난 접시", nameEn: "A wrong plate", days: 7, before: true },
      stored: { soldQuantity: 3, revenue: 30_000 },
      counted: { soldQuantity: 2, revenue: 20_000 },
    },
  ];
  const store = (report: RecountReport) =>
    client.setting.update({
      where: { key: "ranking.recount" },
      data: { value: JSON.stringify(report) },
    });
  await store({ ...found, agrees: false, differingCount: 1, differing });
  await open(page, "/ranking");
  await expect(nightly.getByRole("status")).toHaveText(/^상품 1개의 합계가 .* 새로 만들었어요\.$/);
  const row = nightly.getByRole("row").nth(1).getByRole("cell");
  await expect(row).toHaveText(["어긋난 접시", "그 전 7일", "3 · 30,000원", "2 · 20,000원"], {
    useInnerText: true,
  });
  await expectPresentable(page, "a recount that differed");
  await store(found);
});
