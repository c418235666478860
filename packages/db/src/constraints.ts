import type { Database } from "./database.ts";

/**
 * The CHECK constraints and partial indexes that Prisma's models cannot express, by table. They are
 * written by hand into the migrations of both databases. A test looks for each in the catalogues,
 * because a generated SQLite migration may rebuild a table without them.
 */
export const checkConstraints = {
  accounts: ["accounts_balance_check", "accounts_entry_count_check"],
  ledger_entries: [
    "ledger_entries_kind_check",
    "ledger_entries_amount_check",
    "ledger_entries_balance_after_check",
    "ledger_entries_number_check",
    "ledger_entries_order_check",
  ],
  products: [
    "products_price_check",
    "products_stock_check",
    "products_sold_quantity_check",
    "products_version_check",
    "products_sku_check",
    "products_low_stock_check",
  ],
  stock_adjustments: ["stock_adjustments_quantity_check"],
  coupon_campaigns: [
    "coupon_campaigns_discount_check",
    "coupon_campaigns_issued_count_check",
    "coupon_campaigns_window_check",
    "coupon_campaigns_valid_hours_check",
    "coupon_campaigns_version_check",
    "coupon_campaigns_closed_check",
    "coupon_campaigns_head_check",
  ],
  issued_coupons: ["issued_coupons_line_check"],
  orders: [
    "orders_status_check",
    "orders_total_check",
    "orders_paid_check",
    "orders_closed_check",
    "orders_refunded_check",
  ],
  order_lines: ["order_lines_quantity_check", "order_lines_amount_check"],
  payments: [
    "payments_amount_check",
    "payments_entry_check",
    "payments_lines_settled_check",
    "payments_coupons_used_check",
  ],
  refunds: ["refunds_amount_check", "refunds_entry_check", "refunds_lines_restocked_check"],
  outbox_events: [
    "outbox_events_type_check",
    "outbox_events_status_check",
    "outbox_events_claim_check",
  ],
  export_attempts: ["export_attempts_number_check", "export_attempts_end_check"],
  export_samples: ["export_samples_check"],
  ranking_snapshots: ["ranking_snapshots_window_check", "ranking_snapshots_depth_check"],
  coupon_refusals: ["coupon_refusals_count_check"],
  sales_hours: ["sales_hours_amounts_check"],
  report_periods: ["report_periods_period_check"],
  ranking_lists: ["ranking_lists_days_check", "ranking_lists_kind_check"],
  second_factors: ["second_factors_guesses_check"],
  staff_links: ["staff_links_purpose_check", "staff_links_role_check", "staff_links_end_check"],
  ranking_slices: ["ranking_slices_period_check"],
  ranking_sums: [
    "ranking_sums_name_check",
    "ranking_sums_version_check",
    "ranking_sums_window_check",
  ],
  ranking_entries: ["ranking_entries_rank_check", "ranking_entries_sold_quantity_check"],
  push_devices: ["push_devices_language_check"],
  alarms: ["alarms_subject_check", "alarms_claim_check"],
  messages: [
    "messages_channel_check",
    "messages_language_check",
    "messages_status_check",
    "messages_ended_check",
    "messages_claim_check",
  ],
} as const;

export const partialIndexes = {
  /** Charges and adjustments by time: payments and refunds are found by their orders. */
  ledger_entries: ["ledger_entries_without_order_idx"],
  /** A coupon is held by at most one PAID order. */
  orders: ["orders_paid_coupon_key", "orders_ended_idx", "orders_refunded_at_idx"],
  products: [
    "products_on_sale_price_idx",
    "products_on_sale_created_at_idx",
    "products_on_sale_sold_quantity_idx",
    "products_on_sale_category_idx",
    "products_restocked_at_idx",
  ],
  ranking_entries: ["ranking_entries_after_fifth_idx"],
  outbox_events: [
    "outbox_events_pending_idx",
    "outbox_events_dead_idx",
    "outbox_events_refunded_idx",
  ],
} as const;

/** The CHECK constraints of a database: the text of each, by name. */
export async function checksIn({ provider, client }: Database): Promise<Map<string, string>> {
  if (provider === "postgresql") {
    const rows = await client.$queryRaw<{ name: string; text: string }[]>`
      SELECT conname AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0`;
    return new Map(rows.map(({ name, text }) => [name, text]));
  }
  const tables = await client.$queryRaw<{ sql: string }[]>`
    SELECT sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL`;
  const checks = tables.flatMap(({ sql }) => [...sql.matchAll(/CONSTRAINT "(\w+)" (CHECK .*)/g)]);
  return new Map(checks.map(([, name = "", text = ""]) => [name, text]));
}
