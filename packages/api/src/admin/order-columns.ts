import type { eachAdminOrder } from "@sunchak/core";
import { type Column, seoulTime } from "../csv.ts";

type Order = typeof eachAdminOrder extends (...args: never[]) => AsyncGenerator<infer T>
  ? T
  : never;

/** The columns that show each field of an order's lines, in the order of the file. */
const lineColumnsOf: { [Field in keyof Order["lines"][number]]-?: Column<Order>[] } = {
  name: [
    [
      { ko: "상품", en: "Products" },
      (order) => order.lines.map(({ name, quantity }) => `${name} × ${quantity}`).join("; "),
    ],
  ],
  nameEn: [],
  quantity: [
    [
      { ko: "수량", en: "Quantity" },
      (order) => order.lines.reduce((sum, line) => sum + line.quantity, 0),
    ],
  ],
};

/**
 * The columns that show each field of an order, in the order of the file. The table does
 * not compile without an entry for each field; the file leaves out a field with an empty list.
 */
const columnsOf: { [Field in keyof Order]-?: Column<Order>[] } = {
  orderNumber: [[{ ko: "주문번호", en: "Order number" }, (order) => order.orderNumber]],
  orderId: [[{ ko: "주문 ID", en: "Order ID" }, (order) => order.orderId]],
  status: [[{ ko: "상태", en: "Status" }, (order) => order.status]],
  createdAt: [[{ ko: "주문 시각", en: "Placed" }, (order) => seoulTime(order.createdAt)]],
  paidAt: [[{ ko: "결제 시각", en: "Paid" }, (order) => seoulTime(order.paidAt)]],
  refundedAt: [[{ ko: "환불 시각", en: "Refunded" }, (order) => seoulTime(order.refundedAt)]],
  shopper: [
    [{ ko: "이름", en: "Name" }, (order) => order.shopper.name],
    [{ ko: "이메일", en: "Email" }, (order) => order.shopper.email],
  ],
  lines: Object.values(lineColumnsOf).flat(),
  // The column of the lines shows these too.
  firstLine: [],
  lineCount: [],
  subtotal: [[{ ko: "상품 금액", en: "Subtotal" }, (order) => order.subtotal]],
  discount: [[{ ko: "할인", en: "Discount" }, (order) => order.discount]],
  total: [[{ ko: "결제 금액", en: "Total" }, (order) => order.total]],
};
/** The columns of a file of orders. */
export const orderColumns = Object.values(columnsOf).flat();
