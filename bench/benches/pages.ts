import { type Bench, POSTGRESQL } from "../src/bench.ts";
import { fillShop } from "../src/fill-shop.ts";
import { requestBytes } from "../src/http.ts";
import { measureStorefront } from "../src/measure-storefront.ts";
import { rateAtLeast } from "../src/report.ts";
import { withConnection } from "../src/servers.ts";

const FULL = { orders: 50_000, products: 10_000, shoppers: 5_000 };
const QUICK = { orders: 2_000, products: 500, shoppers: 500 };

export const pages: Bench = {
  title: "pages that everybody sees alike, 16 at once",
  databases: POSTGRESQL,
  run: (options) =>
    measureStorefront(options, async (url) => {
      await fillShop(url, options.quick ? QUICK : FULL);
      const productIds = await withConnection(url, async (sql) => {
        const onSale = "SELECT id FROM products WHERE archived_at IS NULL LIMIT 100";
        return (await sql.query<{ id: string }>(onSale)).rows.map(({ id }) => id);
      });
      const [first = ""] = productIds;
      const product = (id: string | undefined) => `/products/${id}`;
      const page = (path: (n: number) => string) => (n: number) =>
        requestBytes("GET", path(n), { headers: { "Accept-Encoding": "gzip, deflate, br" } });
      const kept = { target: rateAtLeast(1_000) };
      return [
        { what: "home", request: page(() => "/"), ...kept },
        { what: "catalogue", request: page((n) => `/products?page=${1 + (n % 5)}`), ...kept },
        { what: "product", request: page(() => product(first)), ...kept },
        { what: "home in English", request: page(() => "/en"), ...kept },
        {
          what: "100 products, each rendered anew every second",
          request: page((n) => product(productIds[n % productIds.length])),
        },
      ];
    }),
};
