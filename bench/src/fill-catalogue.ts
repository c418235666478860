import { openDatabase } from "@sunchak/db";
import { deployMigrations } from "@sunchak/db/migrate";
import { catalogueProduct, categories } from "./catalogue.ts";

/** How many products are stored at a time. */
const AT_ONCE = 1_000;

/** Fills an empty shop, on either database, with products that were sold, and nothing else. */
export async function fillCatalogue(url: string, products: number): Promise<void> {
  const db = openDatabase(url);
  const start = Date.now() - 90 * 86_400_000;
  const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
  try {
    await db.client.category.createMany({
      data: categories.map(([slug, name, nameEn]) => ({
        ...{ slug, name, nameEn },
        createdAt: new Date(start),
      })),
    });
    for (let begin = 0; begin < products; begin += AT_ONCE) {
      const numbers = Array.from(
        { length: Math.min(AT_ONCE, products - begin) },
        (_, i) => begin + i,
      );
      await db.client.product.createMany({
        data: numbers.map((n) => {
          const at = new Date(start + n * 1_000);
          return {
            ...catalogueProduct(n),
            id: id(n),
            price: 1_000 * (1 + ((n * 37) % 40)),
            images: ["/products/enamel-mug.svg"],
            initialStock: 100,
            stock: n % 100,
            soldQuantity: (n * 7_919) % 1_009,
            archivedAt: n % 47 === 0 ? at : null,
            createdAt: at,
            updatedAt: at,
          };
        }),
      });
    }
    // Makes the entries of the search.
    await deployMigrations(url);
    // PostgreSQL gathers statistics by itself; a shop on SQLite has none.
    if (db.provider === "postgresql") await db.client.$executeRaw`VACUUM (ANALYZE)`;
  } finally {
    await db.close();
  }
}
