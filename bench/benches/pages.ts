import { type Bench, POSTGRESQL } from "../src/bench.ts";
import { fillShop } from "../src/fill-shop.ts";
import { requestBytes } from "../src/http.ts";
import { measureStorefront } from "../src/measure-storefront.ts";
import { rateAtLeast } from "../src/report.ts";
import { withConnection } from "../src/servers.ts";

const FULL = { orders: 50_000, products: 10_000, shoppers: 5_000 };
const QUICK = { orders: 2_000, products: 500, shoppers: 500 };
/** How many products a crowd looks at, and how many of them are rendered again each second. */
const SOUGHT = 5;
const MANY = 100;

export const pages: Bench = {
  title: "pages that everybody sees alike, compressed as browsers ask, 16 at once",
  databases: POSTGRESQL,
  run: (options) =>
    measureStorefront(options, async (url) => {
      await fillShop(url, options.quick ? QUICK : FULL);
      const idsOf = (rows: string, count: number) =>
        withConnection(url, async (sql) =>
          (await sql.query<{ id: string }>(`${rows} LIMIT ${count}`)).rows.map(({ id }) => id),
        );
      const products = await idsOf("SELECT id FROM products WHERE archived_at IS NULL", MANY);
      const [campaign] = await idsOf("SELECT id FROM coupon_campaigns ORDER BY closes_at DESC", 1);
      const page = (path: (n: number) => string, headers: Record<string, string> = {}) => {
        const sent = { headers: { "Accept-Encoding": "gzip, br", ...headers } };
        return (n: number) => requestBytes("GET", path(n), sent);
      };
      const target = rateAtLeast(1_000);
      return [
        { what: "home", request: page(() => "/"), target },
        { what: "home in English", request: page(() => "/en"), target },
        { what: "catalogue", request: page((n) => `/products?page=${1 + (n % 5)}`), target },
        {
          what: "catalogue, soft navigation",
          request: page((n) => `/products?page=${1 + (n % 5)}&_rsc=`, { RSC: "1" }),
          target,
        },
        {
          what: `one of ${SOUGHT} products`,
          request: page((n) => `/products/${products[n % SOUGHT]}`),
          target,
        },
        {
          what: `one of ${MANY} products`,
          request: page((n) => `/products/${products[n % MANY]}`),
        },
        { what: "coupons", request: page(() => "/coupons"), target },
        { what: "a drop", request: page(() => `/coupons/${campaign}`), target },
      ];
    }),
};
