import type { Deps } from "../deps.ts";
import type { IdempotentCall } from "../idempotency/idempotently.ts";

/** An order to pay, whole or not at all. */
export interface PayCall {
  clock: Deps["clock"];
  call: IdempotentCall;
  orderId: string;
  /** The id that the export's event gets. */
  eventId: string;
}
