import { type ContentLanguage, type Deps, eachAdminOrder, type OrderFilter } from "@sunchak/core";

type Order = typeof eachAdminOrder extends (...args: never[]) => AsyncGenerator<infer T>
  ? T
  : never;

type Column = Record<ContentLanguage, string> & { of(order: Order): string | number | null };

const columns: Column[] = [
  { ko: "주문번호", en: "Order number", of: (order) => order.orderNumber },
  { ko: "주문 ID", en: "Order ID", of: (order) => order.orderId },
  { ko: "상태", en: "Status", of: (order) => order.status },
  { ko: "주문 시각", en: "Placed", of: (order) => inSeoul(order.createdAt) },
  { ko: "결제 시각", en: "Paid", of: (order) => inSeoul(order.paidAt) },
  { ko: "환불 시각", en: "Refunded", of: (order) => inSeoul(order.refundedAt) },
  { ko: "이름", en: "Name", of: (order) => order.shopper.name },
  { ko: "이메일", en: "Email", of: (order) => order.shopper.email },
  { ko: "상품", en: "Products", of: productsOf },
  {
    ko: "수량",
    en: "Quantity",
    of: (order) => order.lines.reduce((sum, l) => sum + l.quantity, 0),
  },
  { ko: "상품 금액", en: "Subtotal", of: (order) => order.subtotal },
  { ko: "할인", en: "Discount", of: (order) => order.discount },
  { ko: "결제 금액", en: "Total", of: (order) => order.total },
];

/** How many characters to gather before sending them. */
const CHUNK = 64 * 1024;

/**
 * The orders that match a filter as CSV (RFC 4180, UTF-8 with a byte order mark, times in Seoul).
 * It yields pieces, so that a file of any length is never in memory as a whole.
 */
export async function* ordersCsv(
  deps: Pick<Deps, "db" | "clock">,
  filter: OrderFilter,
  locale: ContentLanguage,
): AsyncGenerator<string> {
  let text = `\uFEFF${columns.map((column) => column[locale]).join(",")}\r\n`;
  for await (const order of eachAdminOrder(deps, filter)) {
    text += `${columns.map(({ of }) => cell(of(order))).join(",")}\r\n`;
    if (text.length < CHUNK) continue;
    yield text;
    text = "";
  }
  yield text;
}

function productsOf({ lines }: Order): string {
  return lines.map(({ name, quantity }) => `${name} × ${quantity}`).join("; ");
}

/** `YYYY-MM-DD HH:MM:SS`, which spreadsheets read as a time. */
function inSeoul(instant: string | null): string | null {
  if (instant === null) return null;
  const shifted = new Date(Date.parse(instant) + 9 * 3_600_000);
  return shifted.toISOString().slice(0, 19).replace("T", " ");
}

/**
 * A cell that no spreadsheet runs as a formula: text that begins like one gets an apostrophe.
 * Numbers are ours and stay numbers.
 */
export function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
