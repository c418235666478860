import {
  chargeBalance,
  type Deps,
  issueCoupon,
  newId,
  payOrder,
  placeOrder,
  type UserRole,
} from "@sunchak/core";
import { searchName, storeSearchEntries } from "@sunchak/db";

type Make = Pick<Deps, "db" | "clock">;

/** A shopper who cannot sign in, with this balance (charged in steps of a million). */
export async function makeShopper(
  deps: Make & Pick<Deps, "config">,
  {
    balance = 0,
    role = "user",
    name = "장보미",
  }: { balance?: number; role?: UserRole; name?: string } = {},
): Promise<string> {
  const id = newId(deps.clock);
  const data = { id, name, searchName: searchName(name), email: `${id}@example.com`, role };
  await deps.db.client.user.create({ data });
  for (let left = balance; left > 0; left -= 1_000_000) {
    await chargeBalance(deps, { userId: id, amount: Math.min(left, 1_000_000) });
  }
  return id;
}

export const makeShoppers = (deps: Make & Pick<Deps, "config">, count: number, balance = 0) =>
  Promise.all(Array.from({ length: count }, () => makeShopper(deps, { balance })));

export async function makeProduct(
  deps: Make,
  product: {
    id?: string;
    name?: string;
    nameEn?: string;
    description?: string;
    descriptionEn?: string;
    category?: string;
    price?: number;
    stock?: number;
    archived?: boolean;
    sku?: string;
    lowStock?: number;
  } = {},
): Promise<string> {
  const now = deps.clock.now();
  const { name = "도자기 머그", nameEn = "Ceramic mug", stock = 100, archived = false } = product;
  const row = await deps.db.client.product.create({
    data: {
      id: product.id ?? newId(deps.clock),
      name,
      nameEn,
      description: product.description ?? "손으로 빚은 머그예요.",
      descriptionEn: product.descriptionEn ?? "A mug made by hand.",
      sku: product.sku,
      lowStock: product.lowStock,
      category: product.category ?? "kitchen",
      price: product.price ?? 10_000,
      images: ["/products/mug.svg"],
      searchName: searchName(name, nameEn),
      initialStock: stock,
      stock,
      archivedAt: archived ? now : null,
      createdAt: now,
      updatedAt: now,
    },
  });
  await storeSearchEntries(deps.db.client, [row]);
  return row.id;
}

export async function makeCampaign(
  deps: Make,
  campaign: {
    name?: string;
    discountType?: "FIXED" | "PERCENT";
    discountValue?: number;
    maxDiscount?: number;
    minOrderAmount?: number;
    totalQuantity?: number;
    opensAt?: Date;
    closesAt?: Date;
    validHours?: number;
    paused?: boolean;
  } = {},
): Promise<string> {
  const now = deps.clock.now();
  const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
  const discountType = campaign.discountType ?? "FIXED";
  const { name = "선착순 쿠폰" } = campaign;
  const nameEn = "First-come coupon";
  const { id } = await deps.db.client.couponCampaign.create({
    data: {
      id: newId(deps.clock),
      name,
      nameEn,
      searchName: searchName(name, nameEn),
      discountType,
      discountValue: campaign.discountValue ?? (discountType === "FIXED" ? 3_000 : 10),
      maxDiscount: discountType === "PERCENT" ? (campaign.maxDiscount ?? 5_000) : null,
      minOrderAmount: campaign.minOrderAmount ?? 0,
      totalQuantity: campaign.totalQuantity ?? 100,
      opensAt: campaign.opensAt ?? hours(-1),
      closesAt: campaign.closesAt ?? hours(24),
      validHours: campaign.validHours ?? 72,
      pausedAt: campaign.paused ? now : null,
      createdAt: now,
    },
  });
  return id;
}

/** A coupon of a new campaign, issued to the shopper. */
export async function makeCoupon(
  deps: Deps,
  userId: string,
  campaign: Parameters<typeof makeCampaign>[1] = {},
): Promise<string> {
  const id = await makeCampaign(deps, campaign);
  return (await issueCoupon(deps, { id, userId })).issuedCouponId;
}

/** A pending order of one line. */
export async function makeOrder(
  deps: Deps,
  order: { userId: string; productId: string; quantity?: number; issuedCouponId?: string },
): Promise<string> {
  const { userId, productId, quantity = 1, issuedCouponId } = order;
  const lines = [{ productId, quantity }];
  return (await placeOrder(deps, { userId, lines, issuedCouponId })).orderId;
}

/** Pays an order of a new shopper. The relay of `deps` gets the event, as after any payment. */
export async function makePaidEvent(deps: Deps): Promise<{ eventId: string; orderId: string }> {
  const userId = await makeShopper(deps, { balance: 100_000 });
  const productId = await makeProduct(deps);
  const orderId = await makeOrder(deps, { userId, productId, quantity: 2 });
  await payOrder(deps, { id: orderId, userId });
  const event = await deps.db.client.outboxEvent.findFirstOrThrow({ where: { orderId } });
  return { eventId: event.id, orderId };
}
