import { type Bench, BOTH } from "../src/bench.ts";
import { fillMarket } from "../src/fill-market.ts";
import { requestBytes } from "../src/http.ts";
import { measureStorefront, NOTHING } from "../src/measure-storefront.ts";
import { ratioAtLeast } from "../src/report.ts";

const SHOPPERS = 1_000;

/** The same call that does nothing, but with a token. The extra cost is the session look-up. */
export const session: Bench = {
  title: "a call that looks its session up, beside the same call without one, 16 at once",
  databases: BOTH,
  run: (options) =>
    measureStorefront(options, async (url) => {
      const bearers = await fillMarket(url, { shoppers: SHOPPERS, products: 1 });
      const requests = bearers.map((authorization) =>
        requestBytes("GET", NOTHING, { authorization }),
      );
      const [first = requestBytes("GET", NOTHING)] = requests;
      return [
        {
          what: `one of ${SHOPPERS} shoppers`,
          request: (n) => requests[n % SHOPPERS] ?? first,
          target: ratioAtLeast(0.8), // it may add a quarter at most
        },
        { what: "one shopper again and again", request: () => first },
      ];
    }),
};
