import type { ProductDetail } from "@sunchak/core/schema";

type Given = Omit<ProductDetail, "specs" | "specsEn">;

import { expect, productNamed, test } from "../../shop.ts";

test("a product's page shows every field that the API gives", async ({ page, shop }) => {
  const { id } = await productNamed(shop, "Round oak stool");
  const product: Given = await (await page.request.get(`${shop.url}/api/v1/products/${id}`)).json();
  await page.goto(`/en/products/${id}`);
  const main = page.getByRole("main");
  const text = async (words: string) => expect(main).toContainText(words);
  const shown: { [Field in keyof Given]-?: () => Promise<void> } = {
    id: async () => expect(page).toHaveURL(new RegExp(product.id)),
    nameEn: async () => expect(page.getByRole("heading", { level: 1 })).toHaveText(product.nameEn),
    descriptionEn: () => text(product.descriptionEn),
    category: async () =>
      expect(main.locator(`a[href="/en/products?category=${product.category}"]`)).toBeVisible(),
    price: () => text(`₩${product.price.toLocaleString("en-US")}`),
    stock: () => text("In stock"),
    imageUrl: async () => expect(main.locator("img").first()).toHaveAttribute("src", /./),
    images: async () => {
      const gallery = page.getByRole("region", { name: "Pictures" });
      const pictures = gallery.getByRole("img", { name: product.nameEn });
      await expect(pictures).toHaveCount(product.images.length);
    },
    // The Korean page shows these.
    name: async () => {
      await page.goto(`/products/${id}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(product.name);
    },
    description: () => text(product.description),
  };
  expect(Object.keys(shown).sort()).toEqual(Object.keys(product).sort());
  for (const check of Object.values(shown)) await check();
});
