import { useSyncExternalStore } from "react";
import { maxLines, maxQuantity } from "./limits.ts";

export interface CartLine {
  productId: string;
  quantity: number;
}

export interface Cart {
  lines: CartLine[];
  /** The pending order that was placed from this cart; paying it empties the cart. */
  placedAs?: string;
}

const KEY = "sunchak.cart";
const empty: Cart = { lines: [] };

let parsedFrom: string | null = null;
let parsed: Cart = empty;
const listeners = new Set<() => void>();

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

function parse(text: string | null): Cart {
  try {
    const { lines, placedAs } = JSON.parse(text ?? "") as Record<string, unknown>;
    if (!Array.isArray(lines)) return empty;
    const kept = new Map(lines.filter(isLine).map((line) => [line.productId, line]));
    return {
      lines: [...kept.values()].slice(0, maxLines),
      ...(typeof placedAs === "string" && { placedAs }),
    };
  } catch {
    return empty;
  }
}

/** The cart as stored now; the same object until it changes. */
export function readCart(): Cart {
  const text = localStorage.getItem(KEY);
  if (text !== parsedFrom) {
    parsedFrom = text;
    parsed = parse(text);
  }
  return parsed;
}

function write(cart: Cart) {
  localStorage.setItem(KEY, JSON.stringify(cart));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** The one cart of this browser, shared by everything that shows it, in every tab. */
export const useCart = () => useSyncExternalStore(subscribe, readCart, () => empty);

const never = () => () => {};

/** False on the server and while hydrating, when the cart cannot be known yet. */
export const useCartKnown = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** Puts `quantity` more of a product into the cart, up to the limits that an order has. */
export function addToCart(productId: string, quantity: number): "added" | "capped" | "full" {
  const { lines } = readCart();
  const line = lines.find((one) => one.productId === productId);
  if (!line && lines.length >= maxLines) return "full";
  const wanted = (line?.quantity ?? 0) + quantity;
  const kept = { productId, quantity: Math.min(wanted, maxQuantity) };
  write({ lines: line ? lines.map((one) => (one === line ? kept : one)) : [...lines, kept] });
  return wanted > maxQuantity ? "capped" : "added";
}

/** @param quantity 0 removes the line. */
export function setQuantity(productId: string, quantity: number) {
  const { lines } = readCart();
  write({
    lines: lines
      .map((line) => (line.productId === productId ? { productId, quantity } : line))
      .filter((line) => line.quantity > 0),
  });
}

export function rememberPlacedOrder(orderId: string) {
  write({ ...readCart(), placedAs: orderId });
}

/** Takes the bought products out of the cart, if that order was placed from it. */
export function settleCart(orderId: string, productIds: string[]) {
  const { lines, placedAs } = readCart();
  if (placedAs !== orderId) return;
  write({ lines: lines.filter((line) => !productIds.includes(line.productId)) });
}
