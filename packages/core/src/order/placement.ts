import type { Deps } from "../deps.ts";
import type { IdempotentCall } from "../idempotency/idempotently.ts";
import type { OrderRequest } from "./schema.ts";

/** An order to place, whole or not at all. */
export interface Placement {
  deps: Pick<Deps, "clock" | "config">;
  call: IdempotentCall;
  lines: OrderRequest["lines"];
  issuedCouponId: string | undefined;
  discount: number;
  /** The subtotal that the shopper expects, or that the discount was computed for; null for any. */
  subtotal: number | null;
}
