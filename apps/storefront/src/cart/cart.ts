import { maxLines, maxQuantity } from "./limits.ts";

export interface CartLine {
  productId: string;
  quantity: number;
  /** Won: what one cost when the shopper put it in; absent where nobody noted it. */
  price?: number;
}

export interface Cart {
  lines: CartLine[];
  /**
   * Orders that wait for their payment, each with the lines that it will remove from the cart.
   * These never exceed what is left in the cart of what was ordered, so that products added later
   * stay.
   */
  waiting: Waiting[];
}

interface Waiting {
  orderId: string;
  lines: CartLine[];
  /** Ended unpaid; an order that takes its place can still remove these lines. */
  isOver?: boolean;
}

export const emptyCart: Cart = { lines: [], waiting: [] };

/** How many waiting orders the cart remembers; beyond that it drops the oldest. */
const MAX_WAITING = 20;

/** The part of `wanted` that is in `lines`. */
function within(lines: CartLine[], wanted: CartLine[]): CartLine[] {
  return wanted
    .map(({ productId, quantity }) => {
      const there = lines.find((line) => line.productId === productId)?.quantity ?? 0;
      return { productId, quantity: Math.min(quantity, there) };
    })
    .filter(({ quantity }) => quantity > 0);
}

/** The cart with other lines; each waiting order keeps its part of what is left. */
function withLines({ waiting }: Cart, lines: CartLine[]): Cart {
  const left = waiting.map((order) => ({ ...order, lines: within(lines, order.lines) }));
  return { lines, waiting: left.filter((order) => order.lines.length > 0) };
}

/** @param quantity 0 removes the line. */
export function setInCart(cart: Cart, productId: string, quantity: number): Cart {
  const lines = cart.lines.map((line) =>
    line.productId === productId ? { ...line, quantity } : line,
  );
  return withLines(
    cart,
    lines.filter((line) => line.quantity > 0),
  );
}

/** Adds more of a product, up to the limits of an order. The price seen last is kept. */
export function addToCart(
  cart: Cart,
  { productId, quantity, price }: CartLine,
): { cart: Cart; result: "added" | "capped" | "full" } {
  const line = cart.lines.find((one) => one.productId === productId);
  if (!line && cart.lines.length >= maxLines) return { cart, result: "full" };
  const wanted = (line?.quantity ?? 0) + quantity;
  const seen = price ?? line?.price;
  const kept = {
    productId,
    quantity: Math.min(wanted, maxQuantity),
    ...(seen !== undefined && { price: seen }),
  };
  const lines = line ? cart.lines.map((one) => (one === line ? kept : one)) : [...cart.lines, kept];
  return { cart: withLines(cart, lines), result: wanted > maxQuantity ? "capped" : "added" };
}

/** Adds another cart's lines, as far as they fit. */
export const joinCarts = (cart: Cart, other: Cart): Cart =>
  other.lines.reduce((joined, line) => addToCart(joined, line).cart, cart);

/** Remembers an order that was placed from the cart. */
export function awaitPayment(cart: Cart, { orderId, lines, isOver }: Waiting): Cart {
  const placed = { orderId, lines: within(cart.lines, lines), ...(isOver && { isOver }) };
  if (placed.lines.length === 0) return cart;
  return { ...cart, waiting: [...cart.waiting, placed].slice(-MAX_WAITING) };
}

const withoutWaiting = (cart: Cart, orderId: string): Cart => ({
  ...cart,
  waiting: cart.waiting.filter((order) => order.orderId !== orderId),
});

/** Remembers an order that takes the place of another, if that one was placed from the cart. */
export function awaitInstead(cart: Cart, earlierId: string, order: Waiting): Cart {
  const rest = withoutWaiting(cart, earlierId);
  return rest.waiting.length < cart.waiting.length ? awaitPayment(rest, order) : cart;
}

/** Ends the waiting of an order. If it was paid, its lines leave the cart. */
export function endWaiting(cart: Cart, orderId: string, { paid }: { paid: boolean }): Cart {
  const order = cart.waiting.find((one) => one.orderId === orderId);
  if (!order) return cart;
  if (!paid) {
    const over = { ...order, isOver: true };
    return order.isOver ? cart : awaitPayment(withoutWaiting(cart, orderId), over);
  }
  return order.lines.reduce(
    (left, { productId, quantity }) => {
      const there = left.lines.find((line) => line.productId === productId)?.quantity ?? 0;
      return setInCart(left, productId, there - quantity);
    },
    withoutWaiting(cart, orderId),
  );
}

function isLine(value: unknown): value is CartLine {
  if (typeof value !== "object" || value === null) return false;
  const { productId, quantity } = value as Partial<CartLine>;
  return (
    typeof productId === "string" &&
    Number.isInteger(quantity) &&
    Number(quantity) >= 1 &&
    Number(quantity) <= maxQuantity
  );
}

function readLine({ productId, quantity, price }: CartLine): CartLine {
  const isPrice = price !== undefined && Number.isSafeInteger(price) && price >= 0;
  return { productId, quantity, ...(isPrice && { price }) };
}

function readLines(value: unknown): CartLine[] {
  if (!Array.isArray(value)) return [];
  const kept = new Map(value.filter(isLine).map((line) => [line.productId, readLine(line)]));
  return [...kept.values()].slice(0, maxLines);
}

/** Reads a cart from a note, which may hold anything by now. */
export function readCart(note: unknown): Cart {
  if (typeof note !== "object" || note === null) return emptyCart;
  const { lines, waiting } = note as Record<string, unknown>;
  const orders = Array.isArray(waiting) ? waiting : [];
  const cart = { lines: readLines(lines), waiting: [] };
  return orders
    .filter((order) => typeof order?.orderId === "string")
    .map(({ orderId, lines, isOver }) => ({
      orderId,
      lines: readLines(lines),
      isOver: isOver === true,
    }))
    .reduce(awaitPayment, cart);
}
