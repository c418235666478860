import type { Deps } from "../deps.ts";
import { addTo, noProductSales } from "./count-period.ts";
import { readReport } from "./read-report.ts";
import type { CategoryReport, ProductReport, ProductSales, ReportInput } from "./schema.ts";
import { readProductSums } from "./stored-periods.ts";

function sumOf(sold: Iterable<ProductSales>): ProductSales {
  const sum = noProductSales();
  for (const one of sold) addTo(sum, one);
  return sum;
}

/** What was sold and refunded of each product. */
export const getProductReport = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
): Promise<ProductReport> =>
  readReport(deps, input, async (db, { from, to }) => {
    const sums = await readProductSums(db, { from, to });
    const products = await db.queries
      .selectFrom("products")
      .select(["id", "name", "nameEn", "archivedAt"])
      .execute();
    const items = products.flatMap(({ id, name, nameEn, archivedAt }) => {
      const sold = sums.get(id);
      return sold ? [{ productId: id, name, nameEn, archived: archivedAt !== null, ...sold }] : [];
    });
    items.sort((a, b) => b.revenue - a.revenue || (a.productId < b.productId ? -1 : 1));
    return { items, total: sumOf(sums.values()) };
  });

/** What was sold and refunded of the products of each category. */
export const getCategoryReport = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
): Promise<CategoryReport> =>
  readReport(deps, input, async (db, { from, to }) => {
    const sums = await readProductSums(db, { from, to });
    const products = await db.queries.selectFrom("products").select(["id", "category"]).execute();
    const categories = await db.client.category.findMany({
      select: { slug: true, name: true, nameEn: true },
    });
    const bySlug = new Map<string, ProductSales>();
    for (const { id, category } of products) {
      const sold = sums.get(id);
      if (sold) bySlug.set(category, sumOf([bySlug.get(category) ?? noProductSales(), sold]));
    }
    const items = categories.flatMap((category) => {
      const sold = bySlug.get(category.slug);
      return sold ? [{ ...category, ...sold }] : [];
    });
    items.sort((a, b) => b.revenue - a.revenue || (a.slug < b.slug ? -1 : 1));
    return { items, total: sumOf(sums.values()) };
  });
