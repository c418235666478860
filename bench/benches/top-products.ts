import { aggregateRanking, systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { type Bench, POSTGRESQL } from "../src/bench.ts";
import { fillShop } from "../src/fill-shop.ts";
import { requestBytes } from "../src/http.ts";
import { measureStorefront } from "../src/measure-storefront.ts";
import { ratioAtLeast } from "../src/report.ts";

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
      const [trpc, rest] = ["/api/trpc/product.top", "/api/v1/products/top"].map((path) =>
        requestBytes("GET", path),
      ) as [Buffer, Buffer];
      return [
        { what: "over tRPC", request: () => trpc, target: ratioAtLeast(0.9) },
        { what: "over REST", request: () => rest },
      ];
    }),
};
