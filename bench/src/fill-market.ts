import { openDatabase, searchName, storeSearchEntries } from "@sunchak/db";
import { signIn } from "./sign-in.ts";

/** An id of {@link fillMarket} is one of these and six digits, from 100000 on. */
export const SHOPPER = "01900000-0000-7000-8000-000000";
export const PRODUCT = "01900000-0000-7000-9000-000000";
export const idOf = (prefix: string, n: number) => `${prefix}${100_000 + n}`;

/** The price of every product and the balance of every shopper, in won. */
export const PRICE = 1_000;
const BALANCE = 10_000_000;
const STOCK = 100_000_000;

/**
 * Fills an empty shop, on either database, with shoppers who have money and are signed in, and with
 * products that never sell out.
 * @returns each shopper's bearer token.
 */
export async function fillMarket(
  url: string,
  { shoppers, products }: { shoppers: number; products: number },
): Promise<string[]> {
  const db = openDatabase(url);
  const { client, provider } = db;
  const now = new Date();
  const ids = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, n) => idOf(prefix, n));
  const userIds = ids(SHOPPER, shoppers);
  try {
    await client.user.createMany({
      data: userIds.map((id, n) => ({ id, name: "장보미", email: `shopper${n}@example.com` })),
    });
    await client.account.createMany({
      data: userIds.map((userId) => ({ userId, balance: BALANCE, entryCount: 1 })),
    });
    const charge = { number: 1, kind: "CHARGE", amount: BALANCE, balanceAfter: BALANCE };
    await client.ledgerEntry.createMany({
      data: userIds.map((userId) => ({ userId, ...charge, createdAt: now })),
    });
    const rows = ids(PRODUCT, products).map((id) => ({
      id,
      version: 1,
      name: "도자기 머그",
      nameEn: "Ceramic mug",
      description: "",
      descriptionEn: "",
      category: "kitchen",
      price: PRICE,
      images: [],
      searchName: searchName("도자기 머그", "Ceramic mug"),
      initialStock: STOCK,
      stock: STOCK,
      archivedAt: null,
      createdAt: now,
      updatedAt: now,
    }));
    await client.product.createMany({ data: rows });
    await storeSearchEntries(client, rows);
    const bearers = await signIn(db, userIds);
    // PostgreSQL gathers statistics by itself; a shop on SQLite has none.
    if (provider === "postgresql") await client.$executeRaw`VACUUM (ANALYZE)`;
    return bearers;
  } finally {
    await db.close();
  }
}
