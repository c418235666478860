import type { Reader } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { isAmong } from "../ids.ts";
import { addProducts, addTo, noProductSales, type ProductSums } from "./count-period.ts";
import { readReport } from "./read-report.ts";
import type { CategoryReport, ProductReport, ProductSales, ReportInput } from "./schema.ts";
import { readProductSums } from "./stored-periods.ts";

function sumOf(sold: Iterable<ProductSales>): ProductSales {
  const sum = noProductSales();
  for (const one of sold) addTo(sum, one);
  return sum;
}

const bestFirst = (sums: ProductSums) =>
  [...sums].sort(([a, one], [b, other]) => other.revenue - one.revenue || (a < b ? -1 : 1));

/** What is called so of some products, by their ids. */
async function readProducts(db: Reader, ids: readonly string[]) {
  const rows = await db.client.$queryRaw<
    { id: string; name: string; nameEn: string; category: string; archivedAt: unknown }[]
  >`
    SELECT id, name, name_en AS "nameEn", category, archived_at AS "archivedAt"
    FROM products WHERE id ${isAmong(db, ids)}`;
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * What was sold and refunded of each product.
 * @param size how many products the report names, the best.
 */
export const getProductReport = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
  size = Number.POSITIVE_INFINITY,
): Promise<ProductReport> =>
  readReport(deps, input, async (db, { from, to }) => {
    const sums = await readProductSums(db, { from, to });
    const best = bestFirst(sums).slice(0, size);
    const products = await readProducts(
      db,
      best.map(([id]) => id),
    );
    const items = best.flatMap(([productId, sold]) => {
      const product = products.get(productId);
      if (!product) return [];
      const { name, nameEn, archivedAt } = product;
      return [{ productId, name, nameEn, archived: archivedAt !== null, ...sold }];
    });
    return { items, count: sums.size, total: sumOf(sums.values()) };
  });

/** What was sold and refunded of the products of each category. */
export const getCategoryReport = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
): Promise<CategoryReport> =>
  readReport(deps, input, async (db, { from, to }) => {
    const sums = await readProductSums(db, { from, to });
    const products = await readProducts(db, [...sums.keys()]);
    const bySlug: ProductSums = new Map();
    for (const [id, sold] of sums) {
      const product = products.get(id);
      if (product) addProducts(bySlug, [[product.category, sold]]);
    }
    const categories = await db.client.category.findMany({
      select: { slug: true, name: true, nameEn: true },
    });
    const items = bestFirst(bySlug).flatMap(([slug, sold]) => {
      const category = categories.find((one) => one.slug === slug);
      return category ? [{ ...category, ...sold }] : [];
    });
    return { items, total: sumOf(sums.values()) };
  });
