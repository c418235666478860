import type pg from "pg";
import { type AdminCase, bestSeller, casesOf, cursorOf, deepIn, text, time } from "./case.ts";

const productsOf = (where: string, order = "created_at DESC, id DESC") =>
  `SELECT * FROM products WHERE ${where} ORDER BY ${order} LIMIT 51`;
const products = casesOf("products", (admin) => admin.product.list, productsOf);
const active = "archived_at IS NULL";
const after = (column: string, beyond: string, value: string, id: unknown) =>
  `${active} AND (${column}, id) ${beyond} (${value}, ${text(id)})`;

const named = (...words: string[]) =>
  words.map((word) => `search_name LIKE '%${word}%'`).join(" AND ");

export async function productCases(sql: pg.Client): Promise<AdminCase[]> {
  const deep = (order: string) => deepIn(sql, "products", { where: active, order });
  const newest = await deep("created_at, id");
  const cheapest = await deep("price DESC, id DESC");
  const dearest = await deep("price, id");
  const fewest = await deep("stock DESC, id DESC");
  const worst = await deep("sold_quantity, id");
  const best = await bestSeller(sql);
  return [
    products("newest", {}, active),
    products(
      "newest, deep",
      { cursor: cursorOf(newest.created_at.toISOString(), newest.id) },
      after("created_at", "<", time(newest.created_at), newest.id),
    ),
    products("cheapest", { sort: "priceAsc" }, active, "price, id"),
    products(
      "cheapest, deep",
      { sort: "priceAsc", cursor: cursorOf(Number(cheapest.price), cheapest.id) },
      after("price", ">", cheapest.price, cheapest.id),
      "price, id",
    ),
    products(
      "dearest, deep",
      { sort: "priceDesc", cursor: cursorOf(Number(dearest.price), dearest.id) },
      after("price", "<", dearest.price, dearest.id),
      "price DESC, id DESC",
    ),
    products("least stock", { sort: "stockAsc" }, active, "stock, id"),
    products(
      "least stock, deep",
      { sort: "stockAsc", cursor: cursorOf(fewest.stock, fewest.id) },
      after("stock", ">", fewest.stock, fewest.id),
      "stock, id",
    ),
    products("best selling", { sort: "bestSelling" }, active, "sold_quantity DESC, id DESC"),
    products(
      "best selling, deep",
      { sort: "bestSelling", cursor: cursorOf(worst.sold_quantity, worst.id) },
      after("sold_quantity", "<", worst.sold_quantity, worst.id),
      "sold_quantity DESC, id DESC",
    ),
    products("of a category", { category: "food" }, `${active} AND category = 'food'`),
    products(
      "of a category, cheapest",
      { category: "food", sort: "priceAsc" },
      `${active} AND category = 'food'`,
      "price, id",
    ),
    products("archived", { status: "archived" }, "archived_at IS NOT NULL"),
    products("sold out", { stock: "out" }, `${active} AND stock = 0`),
    products(
      "low in stock, best selling",
      { stock: "low", sort: "bestSelling" },
      `${active} AND stock BETWEEN 1 AND 9`,
      "sold_quantity DESC, id DESC",
    ),
    products("search", { q: "머그 99" }, `${active} AND ${named("머그", "99")}`),
    products(
      "search, cheapest",
      { q: "mug 99", sort: "priceAsc" },
      `${active} AND ${named("mug", "99")}`,
      "price, id",
    ),
    products("search in vain", { q: "zzzzz" }, `${active} AND ${named("zzzzz")}`),
    {
      what: "products: categories",
      call: (admin) => admin.product.categories(),
      bare: "SELECT DISTINCT category FROM products WHERE archived_at IS NULL",
    },
    {
      what: "products: stock journal",
      call: (admin) => admin.product.stockJournal({ id: best.id }),
      bare: `SELECT * FROM stock_adjustments WHERE product_id = ${text(best.id)} ORDER BY id DESC LIMIT 51`,
    },
  ];
}
