import {
  type ContentLanguage,
  type Deps,
  eachAdminOrder,
  inSeoul,
  type OrderFilter,
} from "@sunchak/core";

type Order = typeof eachAdminOrder extends (...args: never[]) => AsyncGenerator<infer T>
  ? T
  : never;

const HEADINGS = {
  ko: "주문번호,주문 ID,상태,주문 시각,결제 시각,환불 시각,이름,이메일,상품,수량,상품 금액,할인,결제 금액",
  en: "Order number,Order ID,Status,Placed,Paid,Refunded,Name,Email,Products,Quantity,Subtotal,Discount,Total",
} satisfies Record<ContentLanguage, string>;

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
  let text = `\uFEFF${HEADINGS[locale]}\r\n`;
  for await (const order of eachAdminOrder(deps, filter)) {
    text += `${row(order).map(cell).join(",")}\r\n`;
    if (text.length < CHUNK) continue;
    yield text;
    text = "";
  }
  yield text;
}

const row = (order: Order): (string | number | null)[] => [
  order.orderNumber,
  order.orderId,
  order.status,
  seoulTime(order.createdAt),
  seoulTime(order.paidAt),
  seoulTime(order.refundedAt),
  order.shopper.name,
  order.shopper.email,
  order.lines.map(({ name, quantity }) => `${name} × ${quantity}`).join("; "),
  order.lines.reduce((sum, line) => sum + line.quantity, 0),
  order.subtotal,
  order.discount,
  order.total,
];

/** `YYYY-MM-DD HH:MM:SS`, which spreadsheets read as a time. */
const seoulTime = (instant: string | null): string | null =>
  instant === null ? null : inSeoul(instant).slice(0, 19).replace("T", " ");

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
