import { expectPresentable, open } from "../../admin.ts";
import { expect, productNamed, test } from "../../shop.ts";

test("a product's pictures are turned by keys and by a press, and open large", async ({
  page,
  shop,
}) => {
  const { id, nameEn } = await productNamed(shop, "Belt-drive turntable");
  await open(page, `/en/products/${id}`);
  const gallery = page.getByRole("region", { name: "Pictures" });
  const first = gallery.getByRole("button", { name: "Show picture 1" });
  const second = gallery.getByRole("button", { name: "Show picture 2" });
  await expect(first).toHaveAttribute("aria-current", "true");
  await second.tap();
  await expect(second).toHaveAttribute("aria-current", "true");
  await gallery.getByRole("list").first().focus();
  await page.keyboard.press("ArrowLeft");
  await expect(first).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("ArrowRight");
  await expect(second).toHaveAttribute("aria-current", "true");

  await gallery.getByRole("button", { name: `Enlarge picture 2 of ${nameEn}` }).tap();
  const large = page.getByRole("dialog", { name: `${nameEn}, large picture` });
  await expect(large.getByRole("status")).toHaveText("2 of 2");
  await page.keyboard.press("ArrowRight");
  await expect(large.getByRole("status")).toHaveText("1 of 2");
  const width = async () => (await large.getByRole("img").boundingBox())?.width ?? 0;
  const fitted = await width();
  await page.keyboard.press("+");
  await expect.poll(width).toBeGreaterThan(2 * fitted);
  await expectPresentable(page, "a large picture on a phone");
  await page.keyboard.press("Escape");
  await expect(large).toHaveCount(0);
  await expect(
    gallery.getByRole("button", { name: `Enlarge picture 2 of ${nameEn}` }),
  ).toBeFocused();
});
