import { type Bench, BOTH } from "../src/bench.ts";
import { fillCatalogue } from "../src/fill-catalogue.ts";
import { fillShop } from "../src/fill-shop.ts";
import { requestBytes } from "../src/http.ts";
import { type Asked, measureStorefront } from "../src/measure-storefront.ts";
import { p95Below, rateAtLeast } from "../src/report.ts";

const FULL = { orders: 50_000, products: 100_000, shoppers: 5_000 };
const QUICK = { orders: 2_000, products: 1_000, shoppers: 500 };
const CATEGORIES = ["kitchen", "living", "food", "audio"];

/** What shoppers type, by kind. */
const typed = {
  "one word": ["머그", "접시", "만년필", "바구니", "쿠션", "담요", "거울", "랜턴"],
  "two words": ["커피 필터", "도자기 머그", "린넨 쿠션", "대나무 도마", "빨강 텀블러", "원두 유리"],
  initials: ["ㅎㄷㄷㄹ", "ㅋㅍㅍㅌ", "ㅁㄴㅍ", "ㅌㅌㅇㅂ", "ㅇㅇㅍ"],
  "half typed": ["핸드드ㄹ", "주전ㅈ", "텀블ㄹ", "만년ㅍ", "도자기 머ㄱ", "린넨 쿳"],
  English: ["kettle", "coffee filter", "wooden bowl", "fountain pen", "brass lamp"],
  "in vain": ["냉장고", "zzzzz", "머그 냉장고", "ㅋㅋㅋㅋ"],
  "by number": ["머그 12", "접시 77", "거울 40", "쿠션 99"],
  "one letter": ["ㅋ", "커", "a", "차", "1"],
} as const;
const kinds = Object.entries(typed);

/** All kinds in turn, but for single letters, at which nobody stops. */
const mixed = kinds.filter(([kind]) => kind !== "one letter").flatMap(([, queries]) => queries);

export const products: Bench = {
  title: "pages of 20 of 100 thousand products with live stock and searches, 16 at once",
  databases: BOTH,
  run: (options) =>
    measureStorefront(options, async (url) => {
      const size = options.quick ? QUICK : FULL;
      const onPostgresql = options.database === "postgresql";
      await (onPostgresql ? fillShop(url, size) : fillCatalogue(url, size.products));
      const pages = options.quick ? 5 : 50;
      const list = (query: (n: number) => string) => (n: number) =>
        requestBytes("GET", `/api/v1/products?size=20&${query(n)}`);
      const of = (queries: readonly string[]) => (n: number) =>
        `q=${encodeURIComponent(queries[n % queries.length] ?? "")}`;
      const suggest = (queries: readonly string[]) => (n: number) =>
        requestBytes("GET", `/api/v1/products/suggest?${of(queries)(n)}`);
      const asked: Asked[] = [
        {
          what: "one of the first 50 pages",
          request: list((n) => `page=${1 + (n % pages)}`),
          target: onPostgresql ? rateAtLeast(1_000) : undefined,
        },
        { what: "best selling", request: list((n) => `sort=bestSelling&page=${1 + (n % pages)}`) },
        {
          what: "of a category, cheapest",
          request: list((n) => `category=${CATEGORIES[n % CATEGORIES.length]}&sort=priceAsc`),
        },
        { what: "in stock", request: list((n) => `inStock=true&page=${1 + (n % pages)}`) },
        {
          what: "search",
          request: list(of(mixed)),
          target: onPostgresql ? rateAtLeast(300) : undefined,
        },
      ];
      for (const [kind, queries] of kinds) {
        asked.push({ what: `search: ${kind}`, request: list(of(queries)) });
      }
      for (const [what, queries] of [
        ["suggestions", mixed],
        ["suggestions: one letter", typed["one letter"]],
      ] as const) {
        asked.push({
          what: `${what}, one at a time`,
          request: suggest(queries),
          callers: 1,
          target: p95Below(20),
        });
      }
      return asked;
    }),
};
