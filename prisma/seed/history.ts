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

/**
 * Plays five days of the shop through the core's own functions, on a clock that moves along:
 * coupons issued, balances charged, orders paid, cancelled, expired and refunded.
 */
export async function livePast({ deps, shoppers, adminId, products, campaigns, special }: Past) {
  const random = randomNumbers(20261122);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const end = deps.clock.now().getTime() - 5 * MINUTE;
  const coupons = new Map<string, string[]>();

  const issue = async (key: string, userId: string, at: number) => {
    deps.clock.set(new Date(at));
    const { issuedCouponId } = await issueCoupon(deps, { id: campaigns[key] ?? "", userId });
    coupons.set(userId, [...(coupons.get(userId) ?? []), issuedCouponId]);
  };
  for (const [i, userId] of shoppers.entries()) {
    const at = end - DAYS * DAY + (i + 1) * 7 * MINUTE;
    await issue("welcome", userId, at);
    if (i % 3 === 0) await issue("closed", userId, at + MINUTE);
  }

  // A favourite sells several times as often as a slow seller, as in real shops.
  const sellable = products.filter(
    (product) => ![special.rush, special.soldOut, special.nearlySoldOut].includes(product.slug),
  );
  const favourites = sellable.filter((_, i) => i % 9 === 4);
  const chooseProduct = () => (random() < 0.45 ? pick(favourites) : pick(sellable));

  const pairedWith = ({ slug }: SeededProduct) => {
    const other = pairs.find((pair) => pair.includes(slug))?.find((one) => one !== slug);
    return sellable.find((one) => one.slug === other);
  };

  const buy = async (
    userId: string,
    lines: { productId: string; quantity: number }[],
    at: number,
  ): Promise<string> => {
    deps.clock.set(new Date(at));
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
      deps.clock.set(new Date(at + 2 * MINUTE));
      await cancelOrder(deps, { id: order.orderId, userId });
      return order.orderId;
    }
    if (ending < 0.07) return order.orderId;
    let { balance } = await getBalance(deps, { userId });
    while (balance < order.total) {
      deps.clock.set(new Date(at + MINUTE));
      const short = Math.ceil((order.total - balance + random() * 60_000) / 10_000) * 10_000;
      ({ balance } = await chargeBalance(deps, { userId, amount: Math.min(short, 1_000_000) }));
    }
    deps.clock.set(new Date(at + 3 * MINUTE));
    await payOrder(deps, { id: order.orderId, userId });
    if (order.issuedCouponId) coupons.set(userId, mine.slice(1));
    if (random() < 0.03) {
      deps.clock.set(new Date(at + 50 * MINUTE));
      await refundOrder(deps, { id: order.orderId, actorId: adminId, reason: "단순 변심" });
    }
    return order.orderId;
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
  let soldOutIssued = false;
  for (const at of times) {
    if (!soldOutIssued && at > early) {
      for (const [i, userId] of shoppers.slice(-12).entries()) {
        await issue("soldOut", userId, early + i * 3_000);
      }
      for (const userId of shoppers.slice(0, 8)) await issue("weekend", userId, early + MINUTE);
      soldOutIssued = true;
    }
    const wanted = new Map<string, number>();
    const first = chooseProduct();
    wanted.set(first.id, random() < 0.75 ? 1 : 2 + Math.floor(random() * 2));
    if (random() < 0.45) wanted.set((pairedWith(first) ?? chooseProduct()).id, 1);
    const lines = [...wanted].map(([productId, quantity]) => ({ productId, quantity }));
    await buy(pick(shoppers), lines, at);
    deps.clock.set(new Date(at + 59 * MINUTE));
    await expireOrders(deps);
  }

  const sellDownTo = async (slug: string, left: number, from: number) => {
    const product = products.find((candidate) => candidate.slug === slug);
    if (!product) throw new Error(`no product ${slug}`);
    for (let n = 0; ; n++) {
      const { stock } = await deps.db.client.product.findUniqueOrThrow({
        where: { id: product.id },
      });
      if (stock <= left) return;
      const quantity = Math.min(stock - left, 1 + Math.floor(random() * 3));
      await buy(pick(shoppers), [{ productId: product.id, quantity }], from + n * 2 * MINUTE);
    }
  };
  await sellDownTo(special.soldOut, 0, end - 8 * 60 * MINUTE);
  await sellDownTo(special.nearlySoldOut, 3, end - 5 * 60 * MINUTE);
  for (const [i, slug] of restocks.entries()) {
    const id = products.find((one) => one.slug === slug)?.id ?? "";
    const { stock } = await deps.db.client.product.findUniqueOrThrow({ where: { id } });
    const adjust = async (quantity: number, reason: string, hoursAgo: number) => {
      deps.clock.set(new Date(end - hoursAgo * 60 * MINUTE));
      await adjustStock(deps, { id, quantity, reason, actorId: adminId });
    };
    await adjust(-stock, "단체 주문 출고", 30 - i);
    await adjust(stock + 40, "재입고", 4 - i);
  }
  for (const userId of shoppers.slice(0, 2)) {
    for (const slug of wishes) {
      const productId = products.find((one) => one.slug === slug)?.id ?? "";
      deps.clock.set(new Date(deps.clock.now().getTime() + MINUTE));
      await setWish(deps, { userId, productId, wished: true });
    }
  }
  deps.clock.set(new Date(end));
  await expireOrders(deps);
}
