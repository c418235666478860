import { demoAccounts } from "../../../prisma/seed/accounts.ts";
import { expect, test } from "../../shop.ts";

/** A page's own answer: status and where it leads, before any script has run. */
const answerOf = async (ask: (url: string) => Promise<Response>, url: string) => {
  const answer = await ask(url);
  return [answer.status, answer.headers.get("location")];
};

const signedIn = async (origin: string, role: "admin" | "user") => {
  const account = demoAccounts.find((one) => one.role === role);
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: account?.email, password: account?.password }),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  return (path: string) => fetch(origin + path, { headers: { cookie }, redirect: "manual" });
};

test("what there is not is a 404 in the storefront, and what needs signing in leads there", async ({
  shop,
}) => {
  const visit = (path: string) => fetch(shop.url + path, { redirect: "manual" });
  for (const path of ["/products/none", "/en/products/none", "/coupons/none", "/nothing"]) {
    expect([path, ...(await answerOf(visit, path))]).toEqual([path, 404, null]);
  }
  for (const [path, next] of [
    ["/checkout?product=none&quantity=2", "/checkout?product=none&quantity=2"],
    ["/balance", "/balance"],
    ["/orders", "/orders"],
    ["/orders/none", "/orders/none"],
    ["/coupons/mine", "/coupons/mine"],
  ] as const) {
    const location = `/sign-in?next=${encodeURIComponent(next)}`;
    expect([path, ...(await answerOf(visit, path))]).toEqual([path, 307, location]);
  }
  const shopper = await signedIn(shop.url, "user");
  expect(await answerOf(shopper, "/orders/none")).toEqual([404, null]);
  expect(await answerOf(shopper, "/balance")).toEqual([200, null]);
});

test("what there is not is a 404 in the admin app, to an admin alone", async ({ shop }) => {
  const { url } = await shop.openAdmin();
  const admin = await signedIn(url, "admin");
  for (const path of [
    "/products/none",
    "/campaigns/none",
    "/campaigns/none/edit",
    "/orders/none",
    "/shoppers/none",
    "/exports/none",
    "/nothing",
    "/en/orders/none",
  ]) {
    expect([path, ...(await answerOf(admin, path))]).toEqual([path, 404, null]);
    const visitor = await fetch(url + path, { redirect: "manual" });
    expect([path, visitor.status]).toEqual([path, 307]);
  }
});
