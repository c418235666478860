import { readFileSync } from "node:fs";
import { type checkConstraints, checksIn } from "@sunchak/db/constraints";
import { onEachDatabase } from "@sunchak/testing";
import { expect, it } from "vitest";
import { ledgerKinds } from "./balance/schema.ts";
import { discountTypes } from "./coupon/discount-terms.ts";
import { exportStatuses, exportTypes } from "./export/schema.ts";
import { messageChannels, messageStatuses } from "./message/schema.ts";
import { orderStatuses } from "./order/schema.ts";
import { listKinds } from "./ranking/make-lists.ts";
import { sumsNames } from "./ranking/sums.ts";
import { linkPurposes } from "./team/schema.ts";
import { contentLanguages } from "./values.ts";

type CheckName = (typeof checkConstraints)[keyof typeof checkConstraints][number];

/** The values that a column may hold. The CHECK of this name has the same list. */
const lists = {
  ledger_entries_kind_check: ledgerKinds,
  coupon_campaigns_discount_check: discountTypes,
  orders_status_check: orderStatuses,
  outbox_events_type_check: exportTypes,
  outbox_events_status_check: exportStatuses,
  ranking_lists_kind_check: listKinds,
  ranking_sums_name_check: sumsNames,
  push_devices_language_check: contentLanguages,
  messages_channel_check: messageChannels,
  messages_language_check: contentLanguages,
  messages_status_check: messageStatuses,
  staff_links_purpose_check: linkPurposes,
} satisfies Partial<Record<CheckName, readonly string[]>>;

it("the data map names each list's values", () => {
  const map = readFileSync(new URL("../../../docs/architecture.md", import.meta.url), "utf8");
  const missing = Object.values(lists).filter((list) => !map.includes(`"${list.join(", ")}`));
  expect(missing).toEqual([]);
});

onEachDatabase((database) => {
  it("each list of values is the same in the database as in the code", async () => {
    const checks = await checksIn(database());
    const named = (text = "") => [
      ...new Set([...text.matchAll(/'([^']*)'/g)].map(([, one]) => one)),
    ];
    const stored = Object.keys(lists).map((name) => [name, named(checks.get(name)).sort()]);
    expect(Object.fromEntries(stored)).toEqual(
      Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.toSorted()])),
    );
  });

  it("no other check constraint lists all values of a column", async () => {
    const checks = await checksIn(database());
    const others = [...checks]
      .filter(([name, text]) => !(name in lists) && /'[A-Za-z.]+'/.test(text))
      .map(([name]) => name);
    // These checks name values for a rule of their table; they do not list all values.
    expect(others.sort()).toEqual([
      "ledger_entries_amount_check",
      "ledger_entries_order_check",
      "messages_ended_check",
      "orders_closed_check",
      "orders_paid_check",
      "orders_refunded_check",
      "staff_links_role_check",
    ]);
  });
});
