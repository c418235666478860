import type { Bench } from "../src/bench.ts";
import { admin } from "./admin/admin.ts";
import { couponRush } from "./coupon-rush.ts";
import { deepPage } from "./deep-page.ts";
import { drop } from "./drop.ts";
import { live } from "./live.ts";
import { pages } from "./pages.ts";
import { payment } from "./payment.ts";
import { products } from "./products.ts";
import { ranking } from "./ranking.ts";
import { session } from "./session.ts";
import { topProducts } from "./top-products.ts";

/** The benches by the name that `npm run bench` takes. */
export const benches: Record<string, Bench> = {
  drop,
  live,
  payment,
  "coupon-rush": couponRush,
  session,
  "top-products": topProducts,
  products,
  ranking,
  "deep-page": deepPage,
  pages,
  admin,
};
