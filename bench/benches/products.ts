import { type Bench, POSTGRESQL } from "../src/bench.ts";
import { fillShop } from "../src/fill-shop.ts";
import { requestBytes } from "../src/http.ts";
import { measureStorefront } from "../src/measure-storefront.ts";
import { rateAtLeast } from "../src/report.ts";

const FULL = { orders: 50_000, products: 100_000, shoppers: 5_000 };
const QUICK = { orders: 2_000, products: 1_000, shoppers: 500 };
const CATEGORIES = ["kitchen", "living", "food", "audio"];

export const products: Bench = {
  title: "pages of 20 of 100 thousand products with live stock, 16 at once",
  databases: POSTGRESQL,
  run: (options) =>
    measureStorefront(options, async (url) => {
      await fillShop(url, options.quick ? QUICK : FULL);
      const pages = options.quick ? 5 : 50;
      const list = (query: (n: number) => string) => (n: number) =>
        requestBytes("GET", `/api/v1/products?size=20&${query(n)}`);
      return [
        {
          what: "one of the first 50 pages",
          request: list((n) => `page=${1 + (n % pages)}`),
          target: rateAtLeast(1_000),
        },
        { what: "best selling", request: list((n) => `sort=bestSelling&page=${1 + (n % pages)}`) },
        {
          what: "of a category, cheapest",
          request: list((n) => `category=${CATEGORIES[n % CATEGORIES.length]}&sort=priceAsc`),
        },
        { what: "in stock", request: list((n) => `inStock=true&page=${1 + (n % pages)}`) },
        { what: "search", request: list((n) => `q=${encodeURIComponent(`머그 ${n % 100}`)}`) },
      ];
    }),
};
