import type { Page } from "@playwright/test";
import { freePort } from "@sunchak/testing";
import { expect, newShopper, open, signIn, test } from "../../../admin.ts";
import type { RunningApp } from "../../../start-app.ts";

const lost = (page: Page) =>
  page.getByRole("status").filter({ hasText: /^\d\d:\d\d부터 연결이 끊겼어요/ });

/** Marks the open document, so that a reload would show. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { kept: true }));
const isKept = (page: Page) => page.evaluate(() => "kept" in window);

test("live pages keep their numbers while the server is away, say since when, and go on when it is back", async ({
  page,
  context,
  browser,
  shop,
}) => {
  test.setTimeout(240_000);
  const campaign = await shop.db.client.couponCampaign.findFirstOrThrow({
    where: { name: "환영 5,000원 쿠폰" },
  });
  const port = await freePort();
  const admin: { app: RunningApp } = { app: await shop.startAdmin(port) };
  try {
    await signIn(page);
    const { url } = admin.app;
    await open(page, url);
    const pages = [page, await context.newPage(), await context.newPage()] as const;
    await open(pages[1], `${url}/exports`);
    await open(pages[2], `${url}/campaigns/${campaign.id}`);
    await Promise.all(pages.map(mark));
    const shoppers = page.getByRole("main").getByRole("link", { name: /^새 회원/ });
    const before = Number(/^새 회원(\d+)$/.exec((await shoppers.textContent()) ?? "")?.[1]);
    const expectShoppers = (count: number) => expect(shoppers).toHaveText(`새 회원${count}`);
    await expectShoppers(before);

    // First an orderly restart, then one after a kill.
    for (const [n, end] of (["stop", "kill"] as const).entries()) {
      await admin.app[end]();
      for (const one of pages) await expect(lost(one)).toBeVisible();
      await expectShoppers(before + n);
      const visitor = await browser.newPage();
      await newShopper(shop, visitor);
      await visitor.close();
      admin.app = await shop.startAdmin(port);
      for (const one of pages) await expect(lost(one)).toHaveCount(0);
      await expectShoppers(before + n + 1);
    }

    // A server that takes calls and answers none.
    admin.app.child.kill("SIGSTOP");
    await expect(lost(page)).toBeVisible({ timeout: 60_000 });
    await expectShoppers(before + 2);
    admin.app.child.kill("SIGCONT");
    await expect(lost(page)).toHaveCount(0);

    for (const one of pages) expect(await isKept(one)).toBe(true);
  } finally {
    await admin.app.kill();
  }
});

test("a change without an answer says so on its page, and pressing again makes it once", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  const port = await freePort();
  let app = await shop.startAdmin(port);
  try {
    await signIn(page);
    await open(page, `${app.url}/ranking`);
    await mark(page);
    await app.stop();
    const aggregate = page.getByRole("button", { name: "지금 집계" });
    await aggregate.click();
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeVisible({ timeout: 60_000 });
    await expect(aggregate).not.toHaveAttribute("aria-busy");
    expect(await isKept(page)).toBe(true);

    app = await shop.startAdmin(port);
    const snapshots = () => shop.db.client.rankingSnapshot.count();
    const before = await snapshots();
    await aggregate.click();
    await expect(alert).toHaveCount(0);
    await expect.poll(snapshots).toBe(before + 1);
    expect(await isKept(page)).toBe(true);
  } finally {
    await app.kill();
  }
});
