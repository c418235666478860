import { createRuntime } from "@sunchak/api";
import { listProducts, listProductsInput } from "@sunchak/core";
import { readEnv } from "@sunchak/env";
import { type Bench, type Options, POSTGRESQL } from "../src/bench.ts";
import { fillShop } from "../src/fill-shop.ts";
import { inTurns, measureLoad, ownCpu } from "../src/measure.ts";
import { type Row, ratioAtMost } from "../src/report.ts";
import { shopVariables, withDatabases } from "../src/servers.ts";

const FULL = { orders: 50_000, products: 100_000, shoppers: 5_000 };
/** As many products as pages may show. */
const QUICK = { orders: 2_000, products: 12_000, shoppers: 500 };
const SIZE = 20;
const LAST_PAGE = 10_000 / SIZE;

const lists = {
  newest: {},
  cheapest: { sort: "priceAsc" },
  dearest: { sort: "priceDesc" },
  "best selling": { sort: "bestSelling" },
  "in stock": { inStock: true },
  "from 5,000 won, cheapest": { minPrice: 5_000, sort: "priceAsc" },
};

export const deepPage: Bench = {
  title: "the last page that may be asked for of 100 thousand products, beside the first",
  databases: POSTGRESQL,
  run: (options) =>
    withDatabases(options.database, async (createDatabase) => {
      const url = await createDatabase("shop");
      await fillShop(url, options.quick ? QUICK : FULL);
      return measurePages(url, options);
    }),
};

async function measurePages(url: string, { quick }: Options): Promise<Row[]> {
  const [rounds, milliseconds] = quick ? [1, 200] : [5, 2_000];
  const { deps, close } = createRuntime(readEnv("storefront", shopVariables(url)));
  const rows: Row[] = [];
  for (const [what, query] of Object.entries(lists)) {
    const turn = (page: number) => {
      const input = listProductsInput.parse({ ...query, page, size: SIZE });
      return () =>
        measureLoad({ callers: 1, milliseconds, cpu: ownCpu }, () => listProducts(deps, input));
    };
    const { first, last } = await inTurns(rounds, { first: turn(1), last: turn(LAST_PAGE) });
    rows.push({
      what,
      ours: last,
      floor: { name: "the first page", ...first },
      compared: "time",
      target: ratioAtMost(3),
    });
  }
  await close();
  return rows;
}
