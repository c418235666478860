import { expectPresentable, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";

test("a phone shows the best sellers of a month in English, of a category too", async ({
  page,
}) => {
  await open(page, "/en");
  const section = page.getByRole("region", { name: /^Best sellers of the last/ });
  await section.getByText("30 days", { exact: true }).tap();
  await expect(section).toHaveAccessibleName("Best sellers of the last 30 days");
  await section.getByLabel("Category").selectOption("Kitchen");
  await expect(section.getByRole("status")).toHaveText(
    /^Kitchen: \d best sellers of the last 30 days\.$/,
  );
  await expect(page).toHaveURL("/en?days=30&category=kitchen");
  await expectPresentable(page, "the best sellers on a phone");

  await open(page, "/en/products?category=kitchen");
  const best = page.getByRole("region", { name: "Best sellers of the last 7 days" });
  await expect(best.getByRole("listitem").first()).toContainText(/No\. 1: .+\d+ sold/);
  await expectPresentable(page, "a category on a phone");
});
