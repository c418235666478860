import { demoAccounts } from "../../../prisma/seed/accounts.ts";
import { expect, test } from "../../shop.ts";

/** The page's response before any script runs: its status and where it redirects. */
const answerOf = async (ask: (url: string) => Promise<Response>, url: string) => {
  const answer = await ask(url);
  return [answer.status, answer.headers.get("location")];
};

const signedIn = async (origin: string, role: "owner" | "user") => {
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

test("the storefront answers 404 for unknown pages, and leads to signing in where that is needed", async ({
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

/** Several ways to write an address that a browser takes for another site. */
const elsewhere = [
  "//evil.example",
  "/\\evil.example",
  "/.//evil.example",
  "/%2e//evil.example",
  "/x/..//evil.example",
  "/\t/evil.example",
  "https://evil.example",
  "javascript:alert(1)",
];

test("the sign-in pages lead a signed-in user to pages of the same app only, in both languages", async ({
  shop,
}) => {
  const { url } = await shop.openAdmin();
  const shopper = await signedIn(shop.url, "user");
  const admin = await signedIn(url, "owner");
  for (const [visit, page, home] of [
    [shopper, "/sign-in", "/"],
    [shopper, "/sign-up", "/"],
    [shopper, "/en/sign-in", "/en"],
    [admin, "/sign-in", "/"],
    [admin, "/en/sign-in", "/en"],
  ] as const) {
    const to = (next: string) => answerOf(visit, `${page}?next=${encodeURIComponent(next)}`);
    for (const next of elsewhere) expect([next, ...(await to(next))]).toEqual([next, 307, home]);
    expect(await answerOf(visit, `${page}?next=/a&next=//evil.example`)).toEqual([307, home]);
    const own = page.startsWith("/en") ? "/en/orders?q=a%26b" : "/orders?q=a%26b";
    expect(await to("/orders?q=a%26b")).toEqual([307, own]);
  }
});

test("the redirect to the admin app's sign-in keeps the requested page and its query", async ({
  shop,
}) => {
  const { url } = await shop.openAdmin();
  const visit = (path: string) => fetch(url + path, { redirect: "manual" });
  for (const [path, next] of [
    ["/orders?q=a?b&status=PAID", "/orders?q=a%3Fb&status=PAID"],
    ["/en/orders?_rsc=x&q=a", "/orders?q=a"],
    ["/orders?_rsc=x", "/orders"],
  ] as const) {
    const locale = path.startsWith("/en") ? "/en" : "";
    const location = `${locale}/sign-in?next=${encodeURIComponent(next)}`;
    expect([path, ...(await answerOf(visit, path))]).toEqual([path, 307, location]);
  }
});

test("an unknown page of the admin app is 404 to an admin, and leads a visitor to signing in", async ({
  shop,
}) => {
  const { url } = await shop.openAdmin();
  const admin = await signedIn(url, "owner");
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
