import type { Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import type { Category } from "./schema.ts";

export const categoryFields = { slug: true, name: true, nameEn: true } as const;

/** The categories that have a product on sale, by slug. */
export async function listCategories(deps: Pick<Deps, "db">): Promise<{ items: Category[] }> {
  // One look-up in the products' index per category, instead of reading every product.
  const items = await deps.db.queries
    .selectFrom("categories")
    .select(["slug", "name", "nameEn"])
    .where(({ exists, selectFrom, lit }) =>
      exists(
        selectFrom("products")
          .select(lit(1).as("one"))
          .whereRef("products.category", "=", "categories.slug")
          .where("archivedAt", "is", null),
      ),
    )
    .orderBy("slug")
    .execute();
  return { items };
}

/** All categories, by slug. */
export async function listAllCategories(deps: Pick<Deps, "db">): Promise<{ items: Category[] }> {
  const items = await deps.db.client.category.findMany({
    select: categoryFields,
    orderBy: { slug: "asc" },
  });
  return { items };
}

/** @throws DomainError NOT_FOUND with `details.category` */
export async function requireCategory(tx: Transaction, slug: string): Promise<void> {
  const category = await tx.category.findUnique({ where: { slug }, select: { slug: true } });
  if (!category) throw notFound("category", { category: slug });
}
