import {
  adjustStock,
  cancelOrder,
  chargeBalance,
  type Deps,
  DomainError,
  expireOrders,
  getBalance,
  issueCoupon,
  payOrder,
  placeOrder,
  refundOrder,
  setWish,
} from "@sunchak/core";
import type { CatalogProduct } from "./catalog.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS = 5;
const ORDERS = 170;

/** What goes together, so that shoppers often buy both. */
const pairs: readonly (readonly [slug: string, slug: string])[] = [
  ["pour-over-dripper", "coffee-beans"],
  ["stoneware-mug", "dark-chocolate"],
  ["glass-teapot", "green-tea-tin"],
  ["cast-iron-pot", "pepper-mill-pair"],
  ["walnut-cutting-board", "sesame-oil"],
  ["soy-candle", "bath-salt"],
  ["linen-cushion", "wool-throw"],
  ["fountain-pen", "dot-notebook"],
  ["mechanical-keyboard", "desk-calendar"],
  ["two-person-tent", "camp-lantern"],
  ["folding-chair", "fire-pit"],
  ["belt-turntable", "bookshelf-speakers"],
  ["cotton-towels", "handmade-soap"],
];

/** What the demo's own shoppers keep for later: one of them is sold out, one nearly. */
const wishes = ["moon-jar-vase", "belt-turntable", "gooseneck-kettle", "mushroom-lamp"];

/** Sold out and back in stock since. */
const restocks = ["jeju-tangerines", "reed-diffuser", "insulated-bottle", "washi-tape-set"];

export interface SeededProduct extends CatalogProduct {
  id: string;
}

interface Past {
  deps: Deps & { clock: MovableClock };
  shoppers: string[];
  adminId: string;
  products: SeededProduct[];
  /** Campaigns by key. */
  campaigns: Record<string, string>;
  special: { rush: string; soldOut: string; nearlySoldOut: string };
}

export class MovableClock {
  #now: Date;
  constructor(now: Date) {
    this.#now = now;
  }
  now(): Date {
    return this.#now;
  }
  set(now: Date): void {
    this.#now = now;
  }
}

/** The same numbers at every seeding (mulberry32), so that all demos are the same. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What is yet to happen. Acts happen in the order of their times, on a clock that never goes back. */
class Agenda {
  #acts: { at: number; act: () => Promise<unknown> }[] = [];

  /** An act may plan others. */
  plan(at: number, act: () => Promise<unknown>): void {
    this.#acts.push({ at, act });
  }

  async live(clock: MovableClock): Promise<void> {
    while (this.#acts.length > 0) {
      const first = this.#acts.reduce((one, other) => (other.at < one.at ? other : one));
      this.#acts.splice(this.#acts.indexOf(first), 1);
      clock.set(new Date(first.at));
      await first.act();
    }
  }
}

/**
 * Plays five days of the shop through the core's own functions, on a clock that moves along:
 * coupons issued, balances charged, orders paid, cancelled, expired and refunded.
 */
export async function livePast({ deps, shoppers, adminId, products, campaigns, special }: Past) {
  const random = randomNumbers(20261122);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const end = deps.clock.now().getTime() - 5 * MINUTE;
  const agenda = new Agenda();
  const coupons = new Map<string, string[]>();

  const issue = (key: string, userId: string, at: number) =>
    agenda.plan(at, async () => {
      const { issuedCouponId } = await issueCoupon(deps, { id: campaigns[key] ?? "", userId });
      coupons.set(userId, [...(coupons.get(userId) ?? []), issuedCouponId]);
    });
  for (const [i, userId] of shoppers.entries()) {
    const at = end - DAYS * DAY + (i + 1) * 7 * MINUTE;
    issue("welcome", userId, at);
    if (i % 3 === 0) issue("closed", userId, at + MINUTE);
  }

  // A favourite sells several times as often as a slow seller, as in real shops.
  const sellable = products.filter(
    ({ slug }) =>
      ![special.rush, special.soldOut, special.nearlySoldOut, ...restocks].includes(slug),
  );
  const favourites = sellable.filter((_, i) => i % 9 === 4);
  const chooseProduct = () => (random() < 0.45 ? pick(favourites) : pick(sellable));

  const productOf = (slug: string) => {
    const product = products.find((one) => one.slug === slug);
    if (!product) throw new Error(`no product ${slug}`);
    return product;
  };
  const pairedWith = ({ slug }: SeededProduct) => {
    const other = pairs.find((pair) => pair.includes(slug))?.find((one) => one !== slug);
    return sellable.find((one) => one.slug === other);
  };

  /** Places an order now, and plans how it ends. @param isKept whether it is never refunded. */
  const buy = async (
    userId: string,
    lines: { productId: string; quantity: number }[],
    at: number,
    isKept = false,
  ): Promise<void> => {
    const mine = coupons.get(userId) ?? [];
    const coupon = random() < 0.35 ? mine[0] : undefined;
    const order = await placeOrder(deps, { userId, lines, issuedCouponId: coupon }).catch(
      (error) => {
        if (!(error instanceof DomainError && error.code === "COUPON_NOT_USABLE")) throw error;
        return placeOrder(deps, { userId, lines });
      },
    );
    const ending = random();
    if (ending < 0.04) {
      return agenda.plan(at + 2 * MINUTE, () => cancelOrder(deps, { id: order.orderId, userId }));
    }
    if (ending < 0.07) return;
    // No other order may take the coupon before this one is paid.
    if (order.issuedCouponId) coupons.set(userId, mine.slice(1));
    /** Charges in one act and pays in the next, and again if another order was paid in between. */
    const pay = async (now: number): Promise<void> => {
      const { balance } = await getBalance(deps, { userId });
      if (balance >= order.total) {
        await payOrder(deps, { id: order.orderId, userId });
        if (isKept || random() >= 0.03) return;
        const refund = { id: order.orderId, actorId: adminId, reason: "단순 변심" };
        return agenda.plan(now + 47 * MINUTE, () => refundOrder(deps, refund));
      }
      const short = Math.ceil((order.total - balance + random() * 60_000) / 10_000) * 10_000;
      await chargeBalance(deps, { userId, amount: Math.min(short, 1_000_000) });
      const next = now + MINUTE;
      agenda.plan(next, () => pay(next));
    };
    agenda.plan(at + MINUTE, () => pay(at + MINUTE));
  };

  // More orders in the evening (Seoul time), and more towards the last day.
  const times = Array.from({ length: ORDERS }, () => {
    const at = end - (random() ** 1.3 * DAYS * DAY + 90 * MINUTE);
    const hour = Math.floor(at / (60 * MINUTE) + 9) % 24;
    return hour >= 2 && hour < 7 ? at + 5 * 60 * MINUTE : at;
  })
    .filter((at) => at < end - 60 * MINUTE)
    .sort((a, b) => a - b);
  const early = new Date(end - 2 * DAY + 20 * MINUTE).getTime();
  for (const [i, userId] of shoppers.slice(-12).entries()) {
    issue("soldOut", userId, early + i * 3_000);
  }
  for (const userId of shoppers.slice(0, 8)) issue("weekend", userId, early + MINUTE);
  for (const at of times) {
    const wanted = new Map<string, number>();
    const first = chooseProduct();
    wanted.set(first.id, random() < 0.75 ? 1 : 2 + Math.floor(random() * 2));
    if (random() < 0.45) wanted.set((pairedWith(first) ?? chooseProduct()).id, 1);
    const lines = [...wanted].map(([productId, quantity]) => ({ productId, quantity }));
    const userId = pick(shoppers);
    agenda.plan(at, () => buy(userId, lines, at));
    agenda.plan(at + 59 * MINUTE, () => expireOrders(deps));
  }

  /**
   * Sells by ones, twos and threes, each sale when the one before it has ended. A refund would come
   * after the last one, and bring stock back.
   */
  const sellDownTo = (slug: string, left: number, from: number) => {
    const { id } = productOf(slug);
    const sell = async (at: number): Promise<void> => {
      const { stock } = await deps.db.client.product.findUniqueOrThrow({ where: { id } });
      if (stock <= left) return;
      const quantity = Math.min(stock - left, 1 + Math.floor(random() * 3));
      await buy(pick(shoppers), [{ productId: id, quantity }], at, true);
      plan(at + 7 * MINUTE);
    };
    const plan = (at: number) => agenda.plan(at, () => sell(at));
    plan(from);
  };
  sellDownTo(special.soldOut, 0, end - 8 * 60 * MINUTE);
  sellDownTo(special.nearlySoldOut, 3, end - 5 * 60 * MINUTE);
  for (const [i, slug] of restocks.entries()) {
    const { id, initialStock } = productOf(slug);
    const adjust = (quantity: number, reason: string, hoursAgo: number) =>
      agenda.plan(end - hoursAgo * 60 * MINUTE, () =>
        adjustStock(deps, { id, quantity, reason, actorId: adminId }),
      );
    adjust(-initialStock, "단체 주문 출고", 30 - i);
    adjust(initialStock + 40, "재입고", 4 - i);
  }
  for (const userId of shoppers.slice(0, 2)) {
    for (const [i, slug] of wishes.entries()) {
      const { id } = productOf(slug);
      agenda.plan(end - (90 - i) * MINUTE, () =>
        setWish(deps, { userId, productId: id, wished: true }),
      );
    }
  }
  agenda.plan(end, () => expireOrders(deps));
  await agenda.live(deps.clock);
}
