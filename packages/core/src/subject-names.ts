import type { Transaction } from "@sunchak/db";
import type { SubjectName } from "./audit/schema.ts";

/** What has a name. Other subjects, such as the ranking, are there once. */
const finders = {
  user: async ({ user }, ids) => {
    const select = { id: true, name: true, email: true };
    const users = await user.findMany({ where: { id: { in: ids } }, select });
    return users.map(({ id, name, email }) => [id, named(`${name} (${email})`)]);
  },
  team: async ({ staffLink }, ids) => {
    const links = await staffLink.findMany({ where: { id: { in: ids } } });
    return links.map(({ id, email }) => [id, named(email)]);
  },
  campaign: async ({ couponCampaign }, ids) => {
    const select = { id: true, name: true, nameEn: true };
    const campaigns = await couponCampaign.findMany({ where: { id: { in: ids } }, select });
    return campaigns.map(({ id, name, nameEn }) => [id, named(name, nameEn)]);
  },
  product: async ({ product }, ids) => {
    const select = { id: true, name: true, nameEn: true };
    const products = await product.findMany({ where: { id: { in: ids } }, select });
    return products.map(({ id, name, nameEn }) => [id, named(name, nameEn)]);
  },
  category: async ({ category }, slugs) => {
    const categories = await category.findMany({ where: { slug: { in: slugs } } });
    return categories.map(({ slug, name, nameEn }) => [slug, named(name, nameEn)]);
  },
  coupon: async ({ issuedCoupon }, ids) => {
    const coupons = await issuedCoupon.findMany({
      where: { id: { in: ids } },
      select: { id: true, user: owner, campaign: { select: { name: true, nameEn: true } } },
    });
    return coupons.map(({ id, user, campaign: { name, nameEn } }) => [
      id,
      named(name, nameEn, user),
    ]);
  },
  order: async ({ order }, ids) => {
    const select = { id: true, orderNumber: true, user: owner };
    const orders = await order.findMany({ where: { id: { in: ids } }, select });
    return orders.map(({ id, orderNumber, user }) => {
      const name = orderNumber ?? id;
      return [id, named(name, name, user)];
    });
  },
  export: async ({ outboxEvent }, ids) => {
    const order = { select: { orderNumber: true, user: owner } };
    const events = await outboxEvent.findMany({
      where: { id: { in: ids } },
      select: { id: true, order },
    });
    return events.map(({ id, order: { orderNumber, user } }) => {
      const name = orderNumber ?? id;
      return [id, named(name, name, user)];
    });
  },
} satisfies Record<string, Find>;

type Find = (client: Transaction, ids: string[]) => Promise<[id: string, name: SubjectName][]>;

const owner = { select: { id: true, name: true } } as const;

const named = (name: string, nameEn = name, of: SubjectName["owner"] = null): SubjectName => ({
  name,
  nameEn,
  owner: of,
});

/**
 * What people call each of these subjects.
 * @returns looks a name up; null for what has none, or is no longer there.
 */
export async function findSubjectNames(
  client: Transaction,
  subjects: readonly { type: string; id: string }[],
): Promise<(type: string, id: string) => SubjectName | null> {
  const names = new Map<string, SubjectName>();
  for (const [type, find] of Object.entries(finders)) {
    const ids = subjects.filter((subject) => subject.type === type).map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const [id, name] of await find(client, [...new Set(ids)]))
      names.set(`${type} ${id}`, name);
  }
  return (type, id) => names.get(`${type} ${id}`) ?? null;
}
