import type { OrderStatus } from "@sunchak/core/schema";
import { dropNote, keepNote, keepsNotes, readNote } from "@sunchak/web/browser-storage";
import { useSyncExternalStore } from "react";
import { shopperHere } from "../session/use-shopper.ts";
import {
  addToCart,
  awaitInstead,
  awaitPayment,
  type Cart,
  type CartLine,
  emptyCart,
  endWaiting,
  joinCarts,
  readCart,
  setInCart,
} from "./cart.ts";

/**
 * The browser keeps a cart for each shopper, and one for visitors. A shopper's cart disappears from
 * view when they sign out or another shopper signs in, and comes back when they do. A visitor's
 * cart moves to the shopper who signs in.
 */
const CARTS = "sunchak.carts";
const VISITOR = "";

/** Where an earlier version kept the browser's only cart, whoever was signed in. */
const EARLIER = "sunchak.cart";

/** How many carts a browser keeps; beyond that it drops those that changed the longest ago. */
const MAX_CARTS = 20;

const listeners = new Set<() => void>();

function readCarts(): Map<string, Cart> {
  try {
    const carts: object = JSON.parse(readNote("browser", CARTS) ?? "{}");
    return new Map(Object.entries(carts).map(([shopper, cart]) => [shopper, readCart(cart)]));
  } catch {
    return new Map();
  }
}

let read = { note: null as string | null, shopper: VISITOR, cart: emptyCart };

/** The current cart; the same object until it changes. */
function currentCart(): Cart {
  const [note, shopper] = [readNote("browser", CARTS), shopperHere()];
  if (note !== read.note || shopper !== read.shopper) {
    read = { note, shopper, cart: readCarts().get(shopper) ?? emptyCart };
  }
  return read.cart;
}

function tellAll() {
  for (const listener of listeners) listener();
}

/** Stores the current shopper's cart, and leaves the others as they are. */
function keepCart(cart: Cart, carts = readCarts()) {
  carts.delete(shopperHere());
  const filled = [...carts, [shopperHere(), cart] as const].filter(
    ([, one]) => one.lines.length > 0,
  );
  keepNote("browser", CARTS, JSON.stringify(Object.fromEntries(filled.slice(-MAX_CARTS))));
  tellAll();
}

function change(step: (cart: Cart) => Cart) {
  const cart = step(currentCart());
  if (cart !== currentCart()) keepCart(cart);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** The current shopper's cart, shared by everything that shows it, in every tab. */
export const useCart = () => useSyncExternalStore(subscribe, currentCart, () => emptyCart);

/** False when the browser does not store the cart. */
export const useCartKept = () =>
  useSyncExternalStore(
    subscribe,
    () => keepsNotes("browser", CARTS),
    () => true,
  );

/** Takes the cart of an earlier version, once. It belongs to no shopper, as it did then. */
function takeEarlierCart(): Cart {
  const note = readNote("browser", EARLIER);
  if (note === null) return emptyCart;
  dropNote("browser", EARLIER);
  try {
    return readCart(JSON.parse(note));
  } catch {
    return emptyCart;
  }
}

/**
 * Moves a visitor's cart to the shopper who has signed in, and shows the current shopper's cart.
 */
export function takeCartOver() {
  const [carts, shopper] = [readCarts(), shopperHere()];
  const earlier = takeEarlierCart();
  const visitors = joinCarts(carts.get(VISITOR) ?? emptyCart, earlier);
  const come = shopper === VISITOR ? earlier : visitors;
  if (come.lines.length === 0) return tellAll();
  carts.delete(VISITOR);
  keepCart(joinCarts(carts.get(shopper) ?? emptyCart, visitors), carts);
}

/**
 * Puts `quantity` more of a product into the cart, up to the limits that an order has.
 * @param price in won, as the shopper saw it.
 */
export function addProduct(
  productId: string,
  quantity: number,
  price: number,
): "added" | "capped" | "full" {
  const { cart, result } = addToCart(currentCart(), { productId, quantity, price });
  change(() => cart);
  return result;
}

/** @param quantity 0 removes the line. */
export const setQuantity = (productId: string, quantity: number) =>
  change((cart) => setInCart(cart, productId, quantity));

/** Leaves no more of a product in the cart than can be bought. */
export const takeBuyable = (lines: (CartLine & { buyable: number })[]) =>
  change((cart) =>
    lines
      .filter((line) => line.buyable < line.quantity)
      .reduce((left, { productId, buyable }) => setInCart(left, productId, buyable), cart),
  );

/** Sees to it that the cart has at least these quantities, as far as they fit. */
export const bringToCart = (lines: CartLine[]) =>
  change((cart) =>
    lines.reduce((filled, line) => {
      const there = filled.lines.find((one) => one.productId === line.productId)?.quantity ?? 0;
      const missing = line.quantity - there;
      return missing > 0 ? addToCart(filled, { ...line, quantity: missing }).cart : filled;
    }, cart),
  );

/**
 * Remembers an order placed from the cart, or in place of one that was. Once paid, it removes what
 * was ordered, no more.
 */
export const rememberPlacedOrder = (
  order: { orderId: string; lines: CartLine[] },
  { fromCart, insteadOf }: { fromCart: boolean; insteadOf: string | undefined },
) =>
  change((cart) => {
    if (fromCart) return awaitPayment(cart, order);
    return insteadOf === undefined ? cart : awaitInstead(cart, insteadOf, order);
  });

/** Whether an order was paid; null while that is open. */
const paidAs: Record<OrderStatus, boolean | null> = {
  PENDING: null,
  PAID: true,
  CANCELLED: false,
  EXPIRED: false,
  REFUNDED: true,
};

/** Removes what was ordered from the cart once the order is paid; does nothing for other orders. */
export function settleCart({ orderId, status }: { orderId: string; status: OrderStatus }) {
  const paid = paidAs[status];
  if (paid !== null) change((cart) => endWaiting(cart, orderId, { paid }));
}
