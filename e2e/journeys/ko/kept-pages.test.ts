import type { BrowserContext, Page } from "@playwright/test";
import { makeProduct } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

/** The pages that everybody sees alike. */
async function keptPaths({ db }: Shop): Promise<string[]> {
  const [product, campaign] = await Promise.all([
    db.client.product.findFirstOrThrow({ where: { nameEn: "Round oak stool" } }),
    db.client.couponCampaign.findFirstOrThrow({ where: { name: "오늘의 반짝 30% 쿠폰" } }),
  ]);
  const shared = [
    "/products",
    "/products?q=%EC%BB%B5&sort=priceAsc",
    `/products/${product.id}`,
    "/products/nothing-has-this-id",
    "/coupons",
    `/coupons/${campaign.id}`,
    `/coupons/${campaign.id}/log`,
    "/coupons/nothing-has-this-id",
  ];
  return ["/", ...shared, "/en", ...shared.map((path) => `/en${path}`)];
}

/** Collects what the policy of the context's pages forbids, from their first script on. */
async function watchPolicy(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  await context.exposeFunction("tellViolation", (text: string) => violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { documentURI, effectiveDirective, blockedURI, sample } = event;
      const told = [documentURI, effectiveDirective, blockedURI, sample].join(" ");
      (window as unknown as { tellViolation(text: string): void }).tellViolation(told);
    });
  });
  return violations;
}

const policyOf = (headers: Record<string, string>) => headers["content-security-policy"] ?? "";

test("no page that is kept breaks its policy, loaded whole or by a soft navigation, in either language", async ({
  page,
  context,
  shop,
}) => {
  test.setTimeout(180_000);
  const violations = await watchPolicy(context);
  for (const path of await keptPaths(shop)) {
    const answer = await page.goto(path);
    const policy = policyOf((await answer?.allHeaders()) ?? {});
    expect(policy).toMatch(/script-src 'self' 'sha256-/);
    expect(policy).not.toMatch(/nonce|strict-dynamic|script-src[^;]*unsafe/);
    // A page is alive when its scripts could run.
    await open(page, path);
    await expect(
      page.getByRole("banner").getByRole("link", { name: /로그인|Sign in/ }),
    ).toBeVisible();
  }
  for (const home of ["/", "/en"]) {
    await open(page, home);
    await page.evaluate(() => document.body.setAttribute("data-first-document", ""));
    const follow = async (link: ReturnType<Page["locator"]>, url: RegExp) => {
      await link.click();
      await page.waitForURL(url);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("body[data-first-document]")).toHaveCount(1);
    };
    const header = page.getByRole("banner");
    const main = page.locator("main");
    await follow(header.locator("a[href$='/products']").first(), /\/products$/);
    await follow(main.locator("a[href*='category=']").first(), /category=/);
    await follow(main.locator("article a").first(), /\/products\/[\w-]+$/);
    await follow(header.locator("a[href$='/coupons']").first(), /\/coupons$/);
    await follow(main.locator("article a").first(), /\/coupons\/[\w-]+$/);
    await follow(header.locator(`a[href='${home}']`).first(), new RegExp(`${home}$`));
  }
  expect(violations).toEqual([]);
});

test("a script that gets into a page that is kept does not run", async ({ context, shop }) => {
  // The violation is meant, so this page is not the one that every journey watches.
  const page = await context.newPage();
  const violations = await watchPolicy(context);
  await page.route(`${shop.url}/coupons`, async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace("</body>", "<script>window.ran = 1</script></body>");
    await route.fulfill({ response: answer, body: html });
  });
  await page.goto("/coupons");
  await expect.poll(() => violations).toEqual([expect.stringContaining("script-src-elem inline")]);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
});

test("two shoppers and a visitor get the same bytes, and nothing of a person is in them", async ({
  browser,
  shop,
}) => {
  test.setTimeout(180_000);
  const names = ["장을자주보는보미", "느긋한다나"];
  const people = await Promise.all(
    [...names, null].map(async (name) => {
      const context = await browser.newContext({ baseURL: shop.url });
      const person = name ? await newShopper(shop, await context.newPage(), name) : null;
      return { context, person };
    }),
  );
  for (const path of await keptPaths(shop)) {
    for (const headers of [{}, { RSC: "1" }] as Record<string, string>[]) {
      const url = `${path}${headers.RSC ? `${path.includes("?") ? "&" : "?"}_rsc` : ""}`;
      await expect(async () => {
        const answers = await Promise.all(
          people.map(({ context }) => context.request.get(url, { headers })),
        );
        const bodies = await Promise.all(answers.map((answer) => answer.text()));
        for (const answer of answers) {
          expect(answer.headers()["cache-control"]).toBe(
            `public, max-age=0, s-maxage=1${headers.RSC ? "" : ", stale-while-revalidate=10"}`,
          );
          expect(answer.headers()["set-cookie"]).toBeUndefined();
        }
        for (const { person } of people) {
          for (const own of person ? [person.id, person.name, person.email] : []) {
            expect(bodies.filter((body) => body.includes(own))).toEqual([]);
          }
        }
        // A second may end between the three; then they are asked again.
        expect(new Set(bodies).size).toBe(1);
      }).toPass();
    }
  }
  for (const path of ["/cart", "/orders", "/balance", "/checkout", "/coupons/mine", "/sign-in"]) {
    for (const { context } of people) {
      const answer = await context.request.get(path, { maxRedirects: 0 });
      expect(answer.headers()["cache-control"]).toContain("no-store");
    }
  }
  for (const { context } of people) await context.close();
});

test("Back to a list shows the stock of now, and a page stays when the server is away", async ({
  page,
  shop,
}) => {
  const name = "거의 다 팔린 램프";
  const productId = await makeProduct(shop.deps, { name, stock: 9 });
  await page.clock.install();
  await open(page, "/products?q=%EA%B1%B0%EC%9D%98%20%EB%8B%A4");
  const card = page.getByRole("article").filter({ hasText: name });
  await expect(card).not.toContainText("품절");
  await card.getByRole("link").click();
  await page.waitForURL(`**/products/${productId}`);
  await shop.db.client.product.update({
    where: { id: productId },
    data: { stock: 0, initialStock: 0 },
  });
  await page.clock.fastForward(5_000);
  await page.goBack();
  await expect(card).toContainText("품절");

  await page.route("**/products?**", (route) => route.abort());
  await page.clock.fastForward(5_000);
  await Promise.all([
    page.waitForEvent("requestfailed", (request) => request.method() === "HEAD"),
    page.evaluate(() => window.dispatchEvent(new Event("online"))),
  ]);
  await expect(card).toContainText("품절");
  expect(page.url()).toContain("/products?");
});

test("Back from another document shows the stock of now, though the browser kept the page", async ({
  page,
  shop,
}) => {
  const name = "어느새 다 팔린 램프";
  const productId = await makeProduct(shop.deps, { name, stock: 9 });
  const list = `/products?${new URLSearchParams({ q: name })}`;
  await open(page, list);
  const card = page.getByRole("article").filter({ hasText: name });
  await expect(card).not.toContainText("품절");
  await open(page, "/sign-in");
  await shop.db.client.product.update({
    where: { id: productId },
    data: { stock: 0, initialStock: 0 },
  });
  await page.goBack();
  await expect(card).toContainText("품절");
});

test("a page that wakes finds out that the session has ended", async ({ page, shop }) => {
  const { id: userId } = await newShopper(shop, page);
  const productId = await makeProduct(shop.deps);
  await open(page, `/products/${productId}`);
  const signIn = page.getByRole("banner").getByRole("link", { name: "로그인" });
  await expect(page.getByRole("banner").getByRole("link", { name: /잔액/ })).toBeVisible();
  await shop.db.client.session.deleteMany({ where: { userId } });
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(signIn).toBeVisible();
});
