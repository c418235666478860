import { describe, expect, it } from "vitest";
import {
  addToCart,
  awaitInstead,
  awaitPayment,
  type Cart,
  emptyCart,
  endWaiting,
  joinCarts,
  readCart,
  setInCart,
} from "./cart.ts";

const cartOf = (quantities: Record<string, number>): Cart => ({
  lines: Object.entries(quantities).map(([productId, quantity]) => ({ productId, quantity })),
  waiting: [],
});
const quantitiesOf = ({ lines }: Cart) =>
  Object.fromEntries(lines.map(({ productId, quantity }) => [productId, quantity]));
const order = (cart: Cart, orderId = "order") => awaitPayment(cart, { orderId, lines: cart.lines });
const pay = (cart: Cart, orderId = "order") => endWaiting(cart, orderId, { paid: true });

describe("a paid order", () => {
  it("removes exactly what was ordered from the cart, and keeps what was added later", () => {
    const ordered = order(cartOf({ cup: 1, pot: 2 }));
    const raised = addToCart(setInCart(ordered, "cup", 3), { productId: "jar", quantity: 1 }).cart;
    expect(quantitiesOf(pay(raised))).toEqual({ cup: 2, jar: 1 });
  });

  it("does not remove what the shopper removed and then added again", () => {
    const emptied = setInCart(order(cartOf({ cup: 2 })), "cup", 0);
    const again = addToCart(emptied, { productId: "cup", quantity: 1 }).cart;
    expect(quantitiesOf(pay(again))).toEqual({ cup: 1 });
    const lowered = setInCart(setInCart(order(cartOf({ cup: 3 })), "cup", 1), "cup", 4);
    expect(quantitiesOf(pay(lowered))).toEqual({ cup: 3 });
  });

  it("is removed from the cart once, however often the payment is seen", () => {
    const paid = pay(order(cartOf({ cup: 2 })));
    const again = addToCart(paid, { productId: "cup", quantity: 2 }).cart;
    expect(pay(again)).toBe(again);
  });

  it("removes only its own part when two orders were placed from one cart", () => {
    const first = order(cartOf({ cup: 1 }), "first");
    const both = order(setInCart(first, "cup", 3), "second");
    const paid = pay(both, "first");
    expect(quantitiesOf(paid)).toEqual({ cup: 2 });
    expect(quantitiesOf(pay(paid, "second"))).toEqual({});
    const more = addToCart(paid, { productId: "cup", quantity: 4 }).cart;
    expect(quantitiesOf(pay(more, "second"))).toEqual({ cup: 4 });
  });

  it("removes nothing when it ended unpaid, or was placed elsewhere", () => {
    const cart = order(cartOf({ cup: 1 }));
    expect(quantitiesOf(endWaiting(cart, "order", { paid: false }))).toEqual({ cup: 1 });
    expect(pay(cart, "another")).toBe(cart);
  });
});

describe("an order that takes the place of another", () => {
  const over = endWaiting(order(cartOf({ cup: 3 })), "order", { paid: false });
  const again = { orderId: "again", lines: [{ productId: "cup", quantity: 1 }] };

  it("removes what was ordered from the cart, if the first came from there", () => {
    const kept = readCart(JSON.parse(JSON.stringify(over)));
    expect(quantitiesOf(pay(awaitInstead(kept, "order", again), "again"))).toEqual({ cup: 2 });
    expect(
      quantitiesOf(pay(awaitInstead(order(cartOf({ cup: 1 })), "order", again), "again")),
    ).toEqual({});
  });

  it("removes nothing, if the first did not", () => {
    expect(awaitInstead(over, "another", again)).toBe(over);
  });
});

describe("a cart", () => {
  it("remembers the price at which a product was put in, and the newest one of several", () => {
    const seen = addToCart(emptyCart, { productId: "cup", quantity: 1, price: 54_000 }).cart;
    expect(setInCart(seen, "cup", 3).lines).toEqual([
      { productId: "cup", quantity: 3, price: 54_000 },
    ]);
    const again = addToCart(seen, { productId: "cup", quantity: 1, price: 61_000 }).cart;
    expect(joinCarts(emptyCart, again).lines).toEqual([
      { productId: "cup", quantity: 2, price: 61_000 },
    ]);
    expect(joinCarts(again, cartOf({ cup: 1 })).lines).toEqual([
      { productId: "cup", quantity: 3, price: 61_000 },
    ]);
  });

  it("never holds more of a product, nor more products, than an order may", () => {
    const full = cartOf({ cup: 98 });
    const capped = addToCart(full, { productId: "cup", quantity: 2 });
    expect([capped.result, quantitiesOf(capped.cart)]).toEqual(["capped", { cup: 99 }]);
    const wide = cartOf(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`p${i}`, 1])));
    expect(addToCart(wide, { productId: "cup", quantity: 1 })).toEqual({
      cart: wide,
      result: "full",
    });
    expect(joinCarts(wide, cartOf({ p1: 99, cup: 1 })).lines).toEqual(
      wide.lines.map((line) => (line.productId === "p1" ? { ...line, quantity: 99 } : line)),
    );
  });

  it("is joined to another by adding the quantities", () => {
    expect(quantitiesOf(joinCarts(cartOf({ cup: 1 }), cartOf({ cup: 2, pot: 1 })))).toEqual({
      cup: 3,
      pot: 1,
    });
  });

  it("is read back from storage as it was stored", () => {
    const cart = order({
      lines: [
        { productId: "cup", quantity: 1, price: 54_000 },
        { productId: "pot", quantity: 2 },
      ],
      waiting: [],
    });
    expect(readCart(JSON.parse(JSON.stringify(cart)))).toEqual(cart);
  });

  it.each([-1, 0.5, "54000", null])(
    "forgets a stored price that is %j, and keeps the line",
    (price) => {
      const lines = [{ productId: "cup", quantity: 1, price }];
      expect(readCart({ lines, waiting: [] })).toEqual(cartOf({ cup: 1 }));
    },
  );

  it.each([
    null,
    1,
    "cart",
    [],
    { lines: 1 },
    { lines: [null, { productId: "cup" }, { productId: "cup", quantity: 0 }] },
    { lines: [{ productId: 1, quantity: 1 }], waiting: [null, { orderId: 1 }, { orderId: "o" }] },
  ])("is empty when the stored note is %j", (note) => {
    expect(readCart(note)).toEqual(emptyCart);
  });
});
