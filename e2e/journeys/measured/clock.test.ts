import type { Page } from "@playwright/test";
import { makeCampaign } from "@sunchak/testing";
import { expect, test } from "../../shop.ts";
import { slowDown } from "../../slow-phone.ts";

test.use({ seeded: false });

/** What a countdown showed at a moment of the test's own clock, in milliseconds since 1970. */
interface Sample {
  shown: string;
  at: number;
}

/** Looks at the page's countdown ten times a second, from the first byte of the page on. */
const watchCountdown = (page: Page) =>
  page.addInitScript(() => {
    const samples: Sample[] = [];
    Object.assign(window, { samples });
    setInterval(() => {
      const shown = document.querySelector("[role=timer]")?.textContent;
      if (shown) samples.push({ shown, at: Date.now() });
    }, 100);
  });

const samplesOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { samples: Sample[] }).samples);

/** How far a countdown in minutes and seconds was from the truth, in seconds; null for dashes. */
function errorOf({ shown, at }: Sample, until: number): number | null {
  const [, minutes, seconds] = /^(\d\d):(\d\d)$/.exec(shown) ?? [];
  if (minutes === undefined) return null;
  const left = (until - at) / 1000;
  // It shows a second that has begun as a whole one.
  const told = Number(minutes) * 60 + Number(seconds);
  return Math.max(0, left - told, told - 1 - left);
}

test("the countdown is never more than half a second wrong on a slow phone, on the campaign's page and on home", async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000);
  const opensAt = new Date(Date.now() + 150_000);
  const campaignId = await makeCampaign(shop.deps, { opensAt });
  await watchCountdown(page);
  await slowDown(page);
  for (const path of [`/coupons/${campaignId}`, "/"]) {
    await page.goto(path, { waitUntil: "commit" });
    await expect(page.getByRole("timer")).toHaveText(/^\d\d:\d\d$/, { timeout: 40_000 });
    await expect
      .poll(async () => new Set((await samplesOf(page)).map(({ shown }) => shown)).size, {
        timeout: 30_000,
      })
      .toBeGreaterThan(8);
    const errors = (await samplesOf(page))
      .map((sample) => errorOf(sample, opensAt.getTime()))
      .filter((error) => error !== null);
    expect(errors.length, path).toBeGreaterThan(20);
    expect(Math.max(...errors), path).toBeLessThanOrEqual(0.5);
  }
});
