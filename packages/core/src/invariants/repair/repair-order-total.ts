import { termsOf } from "../../campaign/to-campaign.ts";
import { discountFor } from "../../coupon/discount.ts";
import { agreedOn, type Repair, type Repairing, unsure } from "./repairing.ts";

interface Line {
  productId: string;
  unitPrice: number;
  quantity: number;
  /** The product's price when the order was placed. */
  price: number;
}

const MOST_PIECES = 99;

const sumOf = (lines: readonly Pick<Line, "unitPrice" | "quantity">[]): number =>
  lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);

/** Makes an order's sums and lines agree with each other and with what was paid. */
export const repairOrderTotal: Repair = async (repairing) => {
  const { tx, subjectId: orderId } = repairing;
  const { status } = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
  const payment = await tx.payment.findUnique({ where: { orderId } });
  const refund = await tx.refund.findUnique({ where: { orderId } });
  const entries = await tx.ledgerEntry.findMany({ where: { orderId } });
  const paid = [payment, refund, ...entries].flatMap((row) =>
    row ? [Math.abs(Number(row.amount))] : [],
  );
  const isPaid = status === "PAID" || status === "REFUNDED";
  if (isPaid && paid.length === 0) throw unsure("otherFirst");
  const amount = paid.length === 0 ? null : agreedOn(paid);
  if (amount === undefined) throw unsure("recordsDisagree");
  await mendTotal(repairing, amount);
};

/**
 * Changes the order's sums when they differ from its lines and from what was paid, and otherwise its
 * lines.
 * @param paid in won; null when nobody has paid it.
 */
export async function mendTotal(repairing: Repairing, paid: number | null): Promise<void> {
  const { tx, subjectId: id, tell } = repairing;
  const order = await tx.order.findUniqueOrThrow({
    where: { id },
    include: { coupon: { include: { campaign: true } } },
  });
  const lines = await readLines(repairing, order.createdAt);
  const [subtotal, discount, total] = [order.subtotal, order.discount, order.total].map(Number) as [
    number,
    number,
    number,
  ];
  const lineSum = sumOf(lines);
  const prices = lines.map((line) => ({ ...line, unitPrice: line.price }));
  // Nobody has paid for it, so only its lines say what it holds, unless their prices were changed.
  const areLinesWrong = paid === null ? sumOf(prices) === subtotal : paid === total;
  if (areLinesWrong && lineSum !== subtotal) {
    return mendLines(repairing, lines, subtotal);
  }
  const terms = order.coupon && termsOf(order.coupon.campaign);
  const usual = terms ? discountFor(terms, lineSum) : 0;
  const off = paid === null ? usual : lineSum - paid;
  const isPossible = off === usual || off === discount || lineSum === subtotal;
  if (!isPossible || off < 0) throw unsure("orderLinesChanged");
  const is = { subtotal: lineSum, discount: off, total: lineSum - off };
  await tx.order.update({ where: { id }, data: is });
  tell("sums", { subtotal, discount, total }, is);
}

async function readLines({ tx, subjectId: orderId }: Repairing, placedAt: Date): Promise<Line[]> {
  const lines = await tx.orderLine.findMany({
    where: { orderId },
    include: { product: { select: { price: true } } },
    orderBy: { productId: "asc" },
  });
  const updates = await tx.auditEntry.findMany({
    where: {
      ...{ action: "product.update", subjectType: "product", at: { gt: placedAt } },
      subjectId: { in: lines.map(({ productId }) => productId) },
    },
    orderBy: { id: "asc" },
  });
  return lines.map(({ productId, unitPrice, quantity, product }) => {
    const since = updates
      .filter(({ subjectId }) => subjectId === productId)
      .map(({ before }) => (before as { price?: number } | null)?.price)
      .find((price) => price !== undefined);
    const price = since ?? Number(product.price);
    return { productId, unitPrice: Number(unitPrice), quantity, price };
  });
}

/** Puts back the prices of their time, or else the one quantity that makes the sum right. */
async function mendLines(repairing: Repairing, lines: Line[], subtotal: number): Promise<void> {
  const { tx, subjectId: orderId, tell } = repairing;
  const prices = lines.map((line) => ({ ...line, unitPrice: line.price }));
  const right = sumOf(prices) === subtotal ? prices : await oneQuantity(repairing, lines, subtotal);
  const changed = lines.flatMap((was, i) => {
    const is = right[i] ?? was;
    const isSame = was.unitPrice === is.unitPrice && was.quantity === is.quantity;
    return isSame ? [] : [{ was, is }];
  });
  for (const { is } of changed) {
    const { productId, unitPrice, quantity } = is;
    await tx.orderLine.update({
      where: { orderId_productId: { orderId, productId } },
      data: { unitPrice, quantity, amount: unitPrice * quantity },
    });
  }
  const told = ({ productId, unitPrice, quantity }: Line) => ({ productId, unitPrice, quantity });
  tell(
    "lines",
    changed.map(({ was }) => told(was)),
    changed.map(({ is }) => told(is)),
  );
}

async function oneQuantity({ tx }: Repairing, lines: Line[], subtotal: number): Promise<Line[]> {
  const missing = subtotal - sumOf(lines);
  const isPriced = lines.every(({ unitPrice, price }) => unitPrice === price);
  const possible = lines.flatMap((line, i) => {
    const quantity = line.quantity + missing / line.unitPrice;
    const isWhole = Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST_PIECES;
    return isWhole ? [{ i, ...line, by: quantity - line.quantity }] : [];
  });
  if (!isPriced || possible.length === 0) throw unsure("orderLinesChanged");
  let wrong = possible;
  if (lines.length > 1) {
    // Several may be wrong; a product's own count of sold pieces tells how its line was changed.
    wrong = [];
    for (const one of possible) {
      if ((await uncounted(tx, one.productId)) === one.by) wrong.push(one);
    }
  }
  const [line] = wrong;
  if (!line || wrong.length > 1) throw unsure("orderLinesChanged");
  const { i, by } = line;
  return lines.map((each, at) => (at === i ? { ...each, quantity: each.quantity + by } : each));
}

/** How many pieces a product says to have sold beside those in its paid orders. */
async function uncounted(tx: Repairing["tx"], productId: string): Promise<number> {
  const product = await tx.product.findUniqueOrThrow({ where: { id: productId } });
  const { _sum } = await tx.orderLine.aggregate({
    where: { productId, order: { status: { in: ["PAID", "REFUNDED"] } } },
    _sum: { quantity: true },
  });
  return product.soldQuantity - (_sum.quantity ?? 0);
}
