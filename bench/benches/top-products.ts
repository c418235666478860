import { aggregateRanking, rankingDays, systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { type Bench, POSTGRESQL } from "../src/bench.ts";
import { fillShop } from "../src/fill-shop.ts";
import { requestBytes } from "../src/http.ts";
import { measureStorefront } from "../src/measure-storefront.ts";
import { ratioAtLeast, type Target } from "../src/report.ts";

const FULL = { orders: 200_000, products: 10_000, shoppers: 20_000 };
const QUICK = { orders: 2_000, products: 500, shoppers: 500 };

export const topProducts: Bench = {
  title: "the stored ranking, beside a call that does nothing, 16 at once",
  databases: POSTGRESQL,
  run: (options) =>
    measureStorefront(options, async (url) => {
      await fillShop(url, options.quick ? QUICK : FULL);
      const db = openDatabase(url);
      await aggregateRanking({ db, clock: systemClock });
      await db.close();
      const overTrpc = (query: object) => {
        const input = encodeURIComponent(JSON.stringify(query));
        return requestBytes("GET", `/api/trpc/product.top?input=${input}`);
      };
      const asked = (what: string, bytes: Buffer, target?: Target) => ({
        what,
        request: () => bytes,
        target,
      });
      const category = { category: "kitchen", by: "revenue" };
      return [
        ...rankingDays.map((days) => asked(`${days} days`, overTrpc({ days }), ratioAtLeast(0.9))),
        asked(
          "7 days of a category, by revenue",
          overTrpc({ days: 7, ...category }),
          ratioAtLeast(0.9),
        ),
        asked("over REST", requestBytes("GET", "/api/v1/products/top")),
      ];
    }),
};
