import { expect, productNamed, test } from "../../shop.ts";

test.use({
  host: "127.0.0.1",
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  locale: "en-US",
});

/**
 * Seconds that a person takes to look for a thing and press it, and to press a key, by the
 * keystroke-level model (Card, Moran and Newell, 1980; an average typist).
 */
const PRESS_S = 1.35 + 1.1 + 0.2;
const KEY_S = 0.28;

const newcomer = {
  Name: "Mina Jang",
  Email: `mina-${process.pid}@example.com`,
  Password: "a-good-password",
};

test("a newcomer on a phone buys within a minute, without a question, from home to paid", async ({
  page,
  shop,
}) => {
  const product = await productNamed(shop, "Ceramic pour-over dripper");
  let presses = 0;
  let keys = 0;
  await page.exposeFunction("pressed", () => presses++);
  await page.exposeFunction("typed", () => keys++);
  await page.addInitScript(() => {
    const told = window as unknown as { pressed(): void; typed(): void };
    addEventListener("pointerdown", told.pressed, true);
    addEventListener("keydown", told.typed, true);
  });

  await page.goto("/en");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const startedAt = performance.now();
  await page.getByRole("link", { name: product.nameEn }).first().click();
  await page.getByRole("link", { name: /^Buy now/ }).click();
  await page.getByRole("link", { name: "Create an account" }).click();
  for (const [field, text] of Object.entries(newcomer)) {
    const input = page.getByLabel(field, { exact: true });
    await input.click();
    await input.pressSequentially(text);
  }
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("button", { name: /^Place order for/ }).click();
  await page.getByRole("button", { name: /^Top up/ }).click();
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByRole("heading", { name: "Payment complete" })).toBeVisible();

  const seconds = (performance.now() - startedAt) / 1_000 + presses * PRESS_S + keys * KEY_S;
  expect(presses).toBeLessThanOrEqual(10);
  expect(seconds).toBeLessThan(60);
});
