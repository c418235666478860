import { type Bench, POSTGRESQL } from "../src/bench.ts";
import { fillShop } from "../src/fill-shop.ts";
import { requestBytes } from "../src/http.ts";
import { measureStorefront } from "../src/measure-storefront.ts";
import { withConnection } from "../src/servers.ts";

const FULL = { orders: 50_000, products: 10_000, shoppers: 5_000 };
const QUICK = { orders: 2_000, products: 500, shoppers: 500 };

export const pages: Bench = {
  title: "pages rendered for a visitor, 16 at once",
  databases: POSTGRESQL,
  run: (options) =>
    measureStorefront(options, async (url) => {
      await fillShop(url, options.quick ? QUICK : FULL);
      const productIds = await withConnection(url, async (sql) => {
        const onSale = "SELECT id FROM products WHERE archived_at IS NULL LIMIT 100";
        return (await sql.query<{ id: string }>(onSale)).rows.map(({ id }) => id);
      });
      const page = (path: (n: number) => string) => (n: number) => requestBytes("GET", path(n));
      return [
        { what: "home", request: page(() => "/") },
        { what: "catalogue", request: page((n) => `/products?page=${1 + (n % 5)}`) },
        { what: "product", request: page((n) => `/products/${productIds[n % productIds.length]}`) },
        { what: "home in English", request: page(() => "/en") },
      ];
    }),
};
