import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { chargeBalance, placeOrder } from "@sunchak/core";
import { makeCampaign, makeProduct } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

const PRICE = 10_000;

interface Messages {
  Codes: Record<string, string>;
  WaysOn: { reload: string; products: string; orders: string };
  Failure: { signIn: string };
  Order: { cancel: string; cancelYes: string };
  OrderAgain: { again: string; cut: string; otherCoupon: string };
  Drop: { getButton: string };
}

const messagesIn = (locale: string): Messages =>
  JSON.parse(
    readFileSync(
      new URL(`../../../apps/storefront/messages/${locale}.json`, import.meta.url),
      "utf8",
    ),
  );

/** These say only that nobody knows; the page finds out by itself. */
const unknown = ["INTERNAL", "OUTCOME_UNKNOWN"];

/** Every code with which a call may be refused, as the shop's OpenAPI document names them. */
async function codesOf(shop: Shop, path: string): Promise<string[]> {
  const answer = await fetch(`${shop.url}/api/v1/openapi.json`);
  const { paths } = (await answer.json()) as {
    paths: Record<string, { post: { responses: Record<string, object> } }>;
  };
  const refs = JSON.stringify(paths[path]?.post.responses).matchAll(/schemas\/([A-Z_]+)"/g);
  const codes = [...refs].map(([, code]) => code ?? "");
  return codes.filter((code) => !unknown.includes(code));
}

/** Answers every call of a procedure with a refusal. */
async function refuse(page: Page, procedure: string, code: string, details: object) {
  const error = { message: code, code: -32_000, data: { code, httpStatus: 409, details } };
  const pattern = `**/api/trpc/${procedure}?**`;
  await page.unroute(pattern);
  await page.route(pattern, (route) => {
    const isBatch = new URL(route.request().url()).searchParams.has("batch");
    return route.fulfill({ status: 409, json: isBatch ? [{ error }] : { error } });
  });
}

/** The link or button that each code ends in, where that is not the button that was pressed. */
const waysOn = ({ WaysOn: way, Failure: failure }: Messages): Record<string, string> => ({
  UNAUTHENTICATED: failure.signIn,
  FORBIDDEN: way.reload,
  NOT_FOUND: way.products,
  PAYLOAD_TOO_LARGE: way.reload,
  UNSUPPORTED_MEDIA_TYPE: way.reload,
  IDEMPOTENCY_KEY_REUSED: way.reload,
  ORDER_NOT_CANCELLABLE: way.orders,
  ORDER_NOT_PAYABLE: way.orders,
});

interface Walk {
  page: Page;
  said: Messages;
  procedure: string;
  codes: string[];
  press: Locator;
  /** What this call alone says in words of its own, and its way on; null for the pressed button. */
  own?: Record<string, string | null>;
  details?: object;
}

async function walk({ page, said, procedure, codes, press, own = {}, details = {} }: Walk) {
  expect(codes.length).toBeGreaterThan(5);
  for (const code of codes) {
    await refuse(page, procedure, code, details);
    await press.click();
    const sentence = said.Codes[code]?.split(". ")[0] ?? code;
    const shown = page.getByRole("status").or(page.getByRole("dialog"));
    const words = code in own ? shown.filter({ hasText: /\S/ }).first() : shown.getByText(sentence);
    await expect(words, code).toBeVisible();
    const name = code in own ? own[code] : waysOn(said)[code];
    const way =
      name == null
        ? press
        : page.getByRole("link", { name, exact: true }).or(page.getByRole("button", { name }));
    await expect(way.first(), code).toBeVisible();
    await expect(way.first(), code).not.toHaveAttribute("aria-disabled", "true");
  }
}

for (const [prefix, locale] of [
  ["", "ko"],
  ["/en", "en"],
] as const) {
  const said = messagesIn(locale);

  test(`every refusal of a call that moves money says why and ends in a button, in ${locale}`, async ({
    page,
    shop,
  }) => {
    test.setTimeout(180_000);
    const { id: userId } = await newShopper(shop, page);
    await chargeBalance(shop.deps, { userId, amount: 50_000 });
    const productId = await makeProduct(shop.deps, { price: PRICE });
    const lines = [{ productId, quantity: 2 }];

    await open(page, `${prefix}/balance`);
    await page.locator("#amount").fill("3000");
    await walk({
      page,
      said,
      procedure: "balance.charge",
      codes: await codesOf(shop, "/api/v1/balance/charges"),
      press: page.locator("form button[type=submit]").last(),
      own: { BALANCE_LIMIT_EXCEEDED: null },
    });

    await open(page, `${prefix}/checkout?product=${productId}&quantity=2`);
    await walk({
      page,
      said,
      procedure: "order.place",
      codes: (await codesOf(shop, "/api/v1/orders")).filter((code) => code !== "PRICE_CHANGED"),
      press: page.getByRole("button", { name: /주문하고 결제하러 가기$|^Place order/ }),
    });

    const { orderId } = await placeOrder(shop.deps, { userId, lines });
    await open(page, `${prefix}/orders/${orderId}`);
    await walk({
      page,
      said,
      procedure: "order.pay",
      codes: await codesOf(shop, "/api/v1/orders/{id}/payment"),
      press: page.getByRole("button", { name: /결제하기$|^Pay/ }),
      own: {
        OUT_OF_STOCK: said.OrderAgain.cut.replace("{count, number}", "1"),
        COUPON_NOT_USABLE: said.OrderAgain.otherCoupon,
        ORDER_EXPIRED: said.OrderAgain.again,
      },
      details: { lines: [{ productId, requested: 2, available: 1 }], balance: 50_000 },
    });

    await open(page, `${prefix}/orders/${orderId}`);
    await page.getByRole("button", { name: said.Order.cancel }).click();
    await walk({
      page,
      said,
      procedure: "order.cancel",
      codes: await codesOf(shop, "/api/v1/orders/{id}/cancellation"),
      press: page.getByRole("dialog").getByRole("button").filter({ hasText: said.Order.cancelYes }),
    });
  });

  test(`every refusal of a coupon that waiting does not help ends in a button, in ${locale}`, async ({
    page,
    shop,
  }) => {
    await newShopper(shop, page);
    await open(page, `${prefix}/coupons/${await makeCampaign(shop.deps)}`);
    const codes = await codesOf(shop, "/api/v1/coupons/{id}/issue");
    /** The page asks again by itself, or shows what the campaign is by then. */
    const elsewhere = /^COUPON_|^RATE_LIMITED$|^TEMPORARILY_UNAVAILABLE$/;
    await walk({
      page,
      said,
      procedure: "coupon.issue",
      codes: codes.filter((code) => !elsewhere.test(code)),
      press: page.getByRole("button", { name: said.Drop.getButton }),
    });
  });
}
