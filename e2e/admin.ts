import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import {
  chargeBalance,
  createProduct,
  PASSWORD_COUNTS_MINUTES,
  payOrder,
  placeOrder,
  setRole,
} from "@sunchak/core";
import { demoAccounts } from "../prisma/seed/accounts.ts";
import { test as base, expect, open, type Shop, untilAlive } from "./shop.ts";

export interface Person {
  id: string;
  name: string;
  email: string;
  password: string;
}

export const [demoAdmin] = demoAccounts;

/** A test on the admin app of the worker's shop. */
export const test = base.extend({
  baseURL: async ({ shop }, use) => use((await shop.openAdmin()).url),
});

/** Signs in to the admin app and opens a page of it. */
export async function signIn(
  page: Page,
  path = "/",
  { email, password }: Pick<Person, "email" | "password"> = demoAdmin,
) {
  const data = { email, password };
  const answer = await page.request.post("/api/auth/sign-in/email", { data });
  expect(answer.status()).toBe(200);
  await open(page, path);
}

/**
 * A new shopper, signed up and signed in at the storefront in the page's browser. The password is
 * strong enough for an admin.
 */
export async function newShopper(
  shop: Shop,
  page: Pick<Page, "request">,
  name = "구하라",
  password = "seven-ducks-fly",
): Promise<Person> {
  const data = { name, email: `${randomUUID()}@example.com`, password };
  const answer = await page.request.post(`${shop.url}/api/auth/sign-up/email`, { data });
  expect(answer.status()).toBe(200);
  const { id } = await shop.db.client.user.findUniqueOrThrow({ where: { email: data.email } });
  return { id, ...data };
}

/** A second admin. */
export async function newAdmin(shop: Shop, page: Page, name = "한별"): Promise<Person> {
  const person = await newShopper(shop, page, name);
  await setRole(shop.deps, {
    actorId: await adminId(shop),
    id: person.id,
    role: "owner",
    reason: "인사",
  });
  return person;
}

export async function adminId(shop: Shop): Promise<string> {
  const { email } = demoAdmin;
  return (await shop.db.client.user.findUniqueOrThrow({ where: { email } })).id;
}

/** A paid order. If the balance is too low, it is topped up first. */
export async function buy(
  shop: Shop,
  userId: string,
  lines: { productId: string; quantity: number }[],
  issuedCouponId?: string,
) {
  const order = await placeOrder(shop.deps, { userId, lines, issuedCouponId });
  const missing = order.total - order.balance;
  if (missing > 0) {
    await chargeBalance(shop.deps, { userId, amount: Math.max(1_000, missing) });
  }
  const { orderNumber } = await payOrder(shop.deps, { id: order.orderId, userId });
  return { ...order, orderNumber };
}

/** A new product, on sale in the category "kitchen". */
export async function newProduct(
  shop: Shop,
  { name, price = 10_000, stock = 10 }: { name: string; price?: number; stock?: number },
) {
  return createProduct(shop.deps, {
    actorId: await adminId(shop),
    name,
    nameEn: `${name} (en)`,
    description: "",
    descriptionEn: "",
    specs: "",
    specsEn: "",
    category: "kitchen",
    price,
    stock,
    images: [],
  });
}

/** The audit entries of one subject, oldest first. */
export async function auditOf(shop: Shop, subjectId: string) {
  const entries = await shop.db.client.auditEntry.findMany({
    where: { subjectId },
    orderBy: { id: "asc" },
  });
  return entries.map(({ action, before, after, reason }) => ({ action, before, after, reason }));
}

/** Makes the person's last password entry so old that big changes ask for it again. */
export async function forgetPasswords(shop: Shop, { id: userId }: Pick<Person, "id">) {
  const passwordGivenAt = new Date(Date.now() - PASSWORD_COUNTS_MINUTES * 60_000);
  await shop.db.client.session.updateMany({
    where: { userId, passwordGivenAt: { not: null } },
    data: { passwordGivenAt },
  });
}

/** Changes the colour scheme without transitions; otherwise axe would measure colours halfway. */
async function useColours(page: Page, colorScheme: "light" | "dark") {
  await page.evaluate(() => {
    const still = new CSSStyleSheet();
    still.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets = [still];
  });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
}

/** Expects no axe violation in either colour scheme, and nothing wider than the screen. */
export async function expectPresentable(page: Page, what: string) {
  await useColours(page, "light");
  const light = await new AxeBuilder({ page }).analyze();
  // The other rules give the same result in the dark scheme.
  await useColours(page, "dark");
  const colours = new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]);
  const dark = await colours.analyze();
  const faults = [...light.violations, ...dark.violations];
  expect(faults.map(({ id, nodes }) => [what, id, nodes[0]?.html])).toEqual([]);
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect([what, beyond]).toEqual([what, 0]);
}

export { expect, open, untilAlive };
