import type { Page } from "@playwright/test";

/** Makes the page's browser as slow as a cheap phone on a bad network: Slow 3G, a fourth of the CPU. */
export async function slowDown(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 2_000,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}
