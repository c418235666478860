import { expect, test } from "vitest";
import { checkInBrowser, type Progress } from "./check-in-browser.ts";
import { makePlainLog, signHead, startLogShop } from "./log-shop.fixture.ts";

/** Checks a log that has so many lines at each request; the visitor presses a button they see. */
async function check(linesAt: (request: number) => number) {
  const { key, ...log } = makePlainLog(10_400);
  let requests = 0;
  const shop = await startLogShop(() => {
    requests += 1;
    const lines = log.lines.slice(0, linesAt(requests));
    const head = signHead(log.couponId, key, lines.at(-1) ?? log.head);
    return { ...log, lines, head, keys: [{ keyId: key.keyId, publicKey: key.publicKey }] };
  });
  const told: Progress[] = [];
  let press = () => {};
  const pressed = new Promise<void>((done) => {
    press = done;
  });
  try {
    const { report } = await checkInBrowser({
      shop: shop.url,
      couponId: log.couponId,
      kept: null,
      receipts: [],
      isAgreed: false,
      tell(progress) {
        told.push(progress);
        if (progress.state === "long") press();
      },
      agree: () => pressed,
    });
    return { report, told, asked: told.filter(({ state }) => state === "long") };
  } finally {
    await shop.stop();
  }
}

test("a log that becomes long while it is read is asked about once, and read to its end", async () => {
  const { report, asked } = await check((request) => (request < 6 ? 9_900 : 10_400));
  expect([report.faults, report.lines.length]).toEqual([[], 10_400]);
  expect(asked).toEqual([{ state: "long", total: 10_400 }]);
});

test("a log that is long from the beginning is asked about before more than a page is read", async () => {
  const { report, told, asked } = await check(() => 10_400);
  expect([report.faults, report.lines.length]).toEqual([[], 10_400]);
  expect(asked).toEqual(told.slice(0, 1));
});
