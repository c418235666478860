import type { Deps } from "../deps.ts";

/** Every row that a payment could touch, to see that nothing changed. */
export async function paymentTables({ db: { client } }: Pick<Deps, "db">) {
  return {
    accounts: await client.account.findMany({ orderBy: { userId: "asc" } }),
    entries: await client.ledgerEntry.count(),
    products: await client.product.findMany({ orderBy: { id: "asc" } }),
    coupons: await client.issuedCoupon.findMany({ orderBy: { id: "asc" } }),
    orders: await client.order.findMany({ orderBy: { id: "asc" } }),
    payments: await client.payment.count(),
    events: await client.outboxEvent.count(),
    keys: await client.idempotencyRecord.count(),
  };
}
