import type { Page } from "@playwright/test";
import { issueCoupon, switchCampaign } from "@sunchak/core";
import { makeCampaign, makeShopper } from "@sunchak/testing";
import { newShopper, open, untilAlive } from "../../admin.ts";
import { expect, type Shop, test } from "../../shop.ts";

test.use({ seeded: false });

const inMs = (ms: number) => new Date(Date.now() + ms);

/** Somebody else gets a coupon; the shop's own process knows nothing of it. */
const issueTo = async (shop: Shop, id: string) =>
  issueCoupon(shop.deps, { id, userId: await makeShopper(shop.deps) });

/** How many streams the page holds open. */
function streamsOf(page: Page) {
  const open = new Set<unknown>();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().endsWith("/live")) return;
    open.add(request);
    asked.push(request.url());
  });
  const close = (request: unknown) => open.delete(request);
  page.on("requestfailed", close);
  page.on("requestfinished", close);
  return { open, asked };
}

test("the count goes down while watching, on the campaign's page and on home", async ({
  page,
  shop,
  context,
}) => {
  const id = await makeCampaign(shop.deps, { totalQuantity: 10, closesAt: inMs(3_000_000) });
  const home = await context.newPage();
  await open(home, "/");
  await open(page, `/coupons/${id}`);
  for (const left of [9, 8]) {
    await issueTo(shop, id);
    for (const watched of [page, home]) {
      await watched.bringToFront();
      await expect(watched.getByText(`10장 중 ${left}장 남았어요`)).toBeVisible({ timeout: 5_000 });
    }
  }
});
