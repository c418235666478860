import { chargeBalance } from "@sunchak/core";
import { newShopper, open } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

/** No product is needed, and an empty shop starts sooner. */
test.use({ seeded: false });

async function fill(shop: Shop, userId: string, balance: number) {
  for (let left = balance; left > 0; left -= 1_000_000) {
    await chargeBalance(shop.deps, { userId, amount: Math.min(left, 1_000_000) });
  }
}

test("an amount has its separators while it is typed, and takes no letters", async ({
  page,
  shop,
}) => {
  await newShopper(shop, page);
  await open(page, "/balance");
  const amount = page.locator("#amount");
  await amount.pressSequentially("10만a0000");
  await expect(amount).toHaveValue("100,000");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("5");
  await expect(amount).toHaveValue("1,050,000");
  await page.keyboard.press("Backspace");
  await expect(amount).toHaveValue("100,000");
  await page.keyboard.press("End");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Delete");
  await expect(amount).toHaveValue("10,000");
  await expect(page.getByRole("button", { name: "10,000원 충전하기" })).toBeVisible();
});

test("an amount above the maximum is said while it is typed, and one press lowers it", async ({
  page,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  await open(page, "/balance");
  await expect(page.getByText("잔액 한도 10,000,000원까지 10,000,000원 남았어요.")).toBeVisible();
  await fill(shop, userId, 9_960_000);
  await open(page, "/balance");
  await page.locator("#amount").fill("100000");
  await expect(page.locator("#amount")).toHaveAttribute("aria-invalid", "true");
  await expect(
    page.getByText(
      "잔액 한도가 10,000,000원이라 지금은 1,000원부터 40,000원까지 충전할 수 있어요.",
    ),
  ).toBeVisible();
  await expect(page.getByText("충전 후 잔액")).toHaveCount(0);
  await page.getByRole("button", { name: "40,000원으로 바꾸기" }).click();
  await expect(page.getByRole("button", { name: "한도까지 40,000원" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(page.getByText("충전 후 잔액")).toBeVisible();
});

test("a top-up that the limit refuses says the limit, and what still fits", async ({
  page,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  await fill(shop, userId, 9_900_000);
  await open(page, "/balance");
  await page.locator("#amount").fill("100000");
  // Another tab tops up in between.
  await chargeBalance(shop.deps, { userId, amount: 50_000 });
  await page.getByRole("button", { name: "100,000원 충전하기" }).click();
  await expect(page.getByText("잔액 한도 10,000,000원을 넘어서 충전하지 못했어요")).toBeVisible();
  await expect(
    page.getByText("잔액은 그대로예요. 지금은 50,000원까지 충전할 수 있어요."),
  ).toBeVisible();
  await page.getByRole("button", { name: "50,000원으로 바꾸기" }).click();
  await chargeBalance(shop.deps, { userId, amount: 49_500 });
  await page.getByRole("button", { name: "50,000원 충전하기" }).click();
  await expect(page.getByText("잔액 한도 10,000,000원까지 500원 남았어요")).toBeVisible();
  await expect(page.getByText("지금은 더 충전할 수 없어요.").first()).toBeVisible();
});
