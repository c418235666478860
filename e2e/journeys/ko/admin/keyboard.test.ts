import type { Page } from "@playwright/test";
import { buy, expect, newProduct, newShopper, open, signIn, test } from "../../../admin.ts";

/**
 * Whether the focus is inside an open dialog. The browser's own bar counts as neither inside nor
 * outside.
 */
const isInside = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at === document.body || at?.closest("dialog[open]") != null;
  });

/** Waits until the shortcuts work: the document begins to listen after its buttons do. */
const untilListening = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestIdleCallback(done)));

test("an admin finds an order and reaches every list by keyboard", async ({ page, shop }) => {
  test.setTimeout(180_000);
  const shopper = await newShopper(shop, page, "단축키");
  const { id: productId } = await newProduct(shop, { name: "글자쇠" });
  const { orderId, orderNumber } = await buy(shop, shopper.id, [{ productId, quantity: 1 }]);
  await signIn(page);
  await untilListening(page);
  const palette = page.getByRole("dialog", { name: "어디로 갈까요?" });
  const field = palette.getByRole("combobox", { name: "이동하거나 찾기" });

  const orders = page.getByRole("navigation", { name: "주요 메뉴" }).getByRole("link").nth(1);
  await orders.focus();
  for (const keys of ["Control+k", "Meta+k"]) {
    await page.keyboard.press(keys);
    await expect(field).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
    await expect(orders).toBeFocused();
  }

  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  // What a caller reads out: the end of the number, in small letters.
  await page.keyboard.type(orderNumber.slice(-5).toLowerCase());
  const options = palette.getByRole("option");
  await expect(options.first()).toHaveText(new RegExp(`^${orderNumber} · 단축키`));
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/orders/${orderId}`);

  await page.keyboard.press("Control+k");
  await expect(options.first()).toHaveText(`${orderNumber} · 단축키`);
  await page.keyboard.type("글자쇠");
  await expect(options).toHaveText([
    new RegExp(`^${orderNumber} · 단축키`),
    /글자쇠.*재고/,
    "주문에서 ‘글자쇠’ 찾기",
    "상품에서 ‘글자쇠’ 찾기",
    "회원에서 ‘글자쇠’ 찾기",
    "캠페인에서 ‘글자쇠’ 찾기",
  ]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(2)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/orders?q=${encodeURIComponent("글자쇠")}`);
  await expect(page.getByRole("row", { name: new RegExp(orderNumber) })).toContainText("단축키");

  for (const [key, path] of [
    ["p", "/products"],
    ["c", "/campaigns"],
    ["s", "/shoppers"],
    ["e", "/exports"],
    ["r", "/ranking"],
    ["i", "/invariants"],
    ["a", "/audit"],
    ["d", "/"],
    ["o", "/orders"],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect(page).toHaveURL(path);
  }
  // A Korean layout writes other letters with the same keys.
  const korean = (key: string, code: string, ctrlKey = false) =>
    page.evaluate(
      (init) =>
        document.body.dispatchEvent(new KeyboardEvent("keydown", { ...init, bubbles: true })),
      { key, code, ctrlKey },
    );
  await korean("ㅎ", "KeyG");
  await korean("ㅔ", "KeyP");
  await expect(page).toHaveURL("/products");
  await korean("ㅏ", "KeyK", true);
  await expect(field).toBeFocused();
  await page.keyboard.type("coupon");
  await expect(options.first()).toHaveText(/쿠폰 캠페인/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/campaigns/new");
  await open(page, "/orders");
  await untilListening(page);

  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "검색" });
  await expect(search).toBeFocused();
  // Letters typed into a field do not act as shortcuts.
  await page.keyboard.type("gp");
  await expect(search).toHaveValue("gp");
  await expect(page).toHaveURL("/orders");

  await open(page, "/orders");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "본문으로 건너뛰기" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("a dialog keeps the focus, and Escape closes it, changes nothing and returns the focus", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  const shopper = await newShopper(shop, page, "포커스");
  const { id: productId } = await newProduct(shop, { name: "초점경" });
  const { orderId } = await buy(shop, shopper.id, [{ productId, quantity: 1 }]);
  await signIn(page);
  for (const [path, name] of [
    [`/orders/${orderId}`, "환불"],
    [`/shoppers/${shopper.id}`, "잔액 조정"],
    [`/shoppers/${shopper.id}`, "이용 정지"],
    [`/products/${productId}`, "재고 조정"],
    ["/exports", "전송 멈추기"],
  ] as const) {
    await open(page, path);
    const button = page.getByRole("button", { name, exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    for (let n = 0; n < 8; n += 1) {
      await page.keyboard.press(n < 6 ? "Tab" : "Shift+Tab");
      expect([name, await isInside(page)]).toEqual([name, true]);
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
  }
  const order = await shop.db.client.order.findUniqueOrThrow({ where: { id: orderId } });
  expect(order.status).toBe("PAID");
});
