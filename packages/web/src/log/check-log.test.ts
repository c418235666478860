import { describe, expect, it } from "vitest";
import { checkLog } from "./check-log.mjs";
import {
  chain,
  makeLog,
  makePlainLog,
  type SentLog,
  signHead,
  signReceipt,
  startLogShop,
} from "./log-shop.fixture.ts";
import type { Receipt } from "./log-text.mjs";
import { nobleCrypto } from "./noble-crypto.ts";
import { findReceipt, readLog, Unreadable } from "./read-log.mjs";
import { tamper, tamperings } from "./tamperings.fixture.ts";
import { findWebCrypto } from "./web-crypto.mjs";

const webCrypto = await findWebCrypto();
if (!webCrypto) throw new Error("this Node has no WebCrypto");

/** A log as it is read, untouched. */
const sentOf = ({ couponId, lines, head, key }: ReturnType<typeof makeLog>) => ({
  couponId,
  lines,
  heads: [head],
  keys: [{ keyId: key.keyId, publicKey: key.publicKey }],
});

describe.each([
  ["WebCrypto", webCrypto],
  ["noble", nobleCrypto],
])("a log checked by %s", (_, crypto) => {
  it("is whole when nothing was done to it, with every holder's receipt in it", async () => {
    const log = makePlainLog(12);
    for (const receipt of log.receipts) {
      const kept = { ...log.head, publicKey: log.key.publicKey };
      const { faults } = await checkLog({ ...sentOf(log), kept, receipts: [receipt] }, crypto);
      expect(faults).toEqual([]);
    }
  });

  it("is whole when nobody has a coupon yet", async () => {
    const { faults, order } = await checkLog(sentOf(makePlainLog(0)), crypto);
    expect([faults, order]).toEqual([[], { arrivals: null, doors: [], inversions: 0 }]);
  });

  it.each(tamperings)("names what was done: $what", async (tampering) => {
    const { sent, kept, receipt } = tamper(tampering);
    const receipts = receipt ? [receipt] : [];
    const heads = [sent.first?.head ?? sent.head, sent.head];
    const { faults } = await checkLog({ ...sent, heads, kept, receipts }, crypto);
    expect(faults).toEqual(tampering.faults);
  });
});

describe("a kept head", () => {
  it("is no proof when the key did not sign it", async () => {
    const log = makePlainLog(3);
    const { signedAt } = log.head;
    const kept = { ...log.head, number: 2, publicKey: log.key.publicKey };
    expect((await checkLog({ ...sentOf(log), kept }, webCrypto)).faults).toEqual([
      { kind: "keptUnsigned", number: 2, signedAt },
    ]);
  });
});

describe("a receipt", () => {
  const log = makePlainLog(3);
  const check = async (change: object) => {
    const receipt = findReceipt(JSON.stringify({ ...log.receipts[1], ...change }));
    const receipts = receipt ? [receipt] : [];
    return (await checkLog({ ...sentOf(log), receipts }, webCrypto)).faults;
  };

  it("is refused when it is of another campaign, of another holder, or not signed", async () => {
    expect(await check({})).toEqual([]);
    expect(await check({ couponId: "campaign-2" })).toEqual([
      { kind: "receiptElsewhere", couponId: "campaign-2" },
    ]);
    expect(await check({ userId: "user-3" })).toEqual([{ kind: "receiptHolder", number: 2 }]);
    expect(await check({ number: 3 })).toEqual([{ kind: "receiptUnsigned", number: 3 }]);
    expect(await check({ hash: log.lines[2]?.hash })).toEqual([
      { kind: "receiptUnsigned", number: 2 },
    ]);
  });

  it("that the shop signs today for a rewritten line does not hide the one that was kept", async () => {
    const { couponId, key } = log;
    const lines = chain(couponId, log.lines.toReversed());
    const head = signHead(couponId, key, lines[2] ?? log.head);
    const today = signReceipt(couponId, key, lines[1] ?? log.head);
    const rewritten = sentOf({ ...log, lines, head });
    const check = async (receipts: Receipt[]) =>
      (await checkLog({ ...rewritten, receipts }, webCrypto)).faults.filter(
        ({ kind }) => kind !== "outOfTurn",
      );
    expect(await check([today])).toEqual([]);
    expect(await check([today, ...log.receipts.slice(1, 2)])).toEqual([
      { kind: "receiptOther", number: 2 },
    ]);
  });

  it("is found in the answer that issued the coupon, and in nothing else", () => {
    const { number, hash, signature, keyId, salt, ...rest } = log.receipts[1] ?? {};
    const receipt = { number, hash, signature, keyId, salt };
    expect(findReceipt(JSON.stringify({ ...rest, number, receipt }))).toMatchObject({
      ...receipt,
      couponId: log.couponId,
    });
    for (const text of ["", "null", "[]", "{}", "3", '{"number":1}', '{"receipt":null}', "{"]) {
      expect([text, findReceipt(text)]).toEqual([text, null]);
    }
  });
});

describe("the order of arrival", () => {
  it("counts each pair whose later arrival has the smaller number, in each door and between them", async () => {
    const random = (below: number) => Math.floor(Math.random() * below);
    for (let round = 0; round < 20; round++) {
      const log = makeLog(
        Array.from({ length: random(60) }, () => ({ door: `door${random(3)}`, at: random(40) })),
      );
      const pairsOf = (lines: typeof log.lines) =>
        lines.flatMap((a, at) => lines.slice(at + 1).filter((b) => b.arrivedAt < a.arrivedAt))
          .length;
      const { order } = await checkLog(sentOf(log), webCrypto);
      expect(order.inversions).toBe(pairsOf(log.lines));
      for (const { door, lines, inversions } of order.doors) {
        const ofDoor = log.lines.filter((line) => line.door === door);
        expect([lines, inversions]).toEqual([ofDoor.length, pairsOf(ofDoor)]);
      }
    }
  });

  it("may differ between doors: that is told, and no fault", async () => {
    const log = makeLog([
      { door: "a", at: 1_500_000 },
      { door: "b", at: 1 },
      { door: "a", at: 1_500_001 },
    ]);
    const { faults, order } = await checkLog(sentOf(log), webCrypto);
    expect(faults).toEqual([]);
    expect(order).toEqual({
      inversions: 1,
      doors: [
        { door: "a", lines: 2, inversions: 0 },
        { door: "b", lines: 1, inversions: 0 },
      ],
      arrivals: {
        first: "2026-11-26T03:00:00.000001Z",
        last: "2026-11-26T03:00:01.500001Z",
        seconds: 1.5,
      },
    });
  });
});

describe("a log of many pages", () => {
  it("is read whole and checked a few lines at a time, also while coupons are issued", async () => {
    const log = makePlainLog(2500);
    const { keyId, publicKey } = log.key;
    let issued = 2000;
    const shop = await startLogShop(() => {
      issued = Math.min(2500, issued + 1);
      const last = log.lines[issued - 1] ?? { number: 0, hash: "" };
      return {
        ...log,
        lines: log.lines.slice(0, issued),
        head: signHead(log.couponId, log.key, last),
        keys: [{ keyId, publicKey }],
      };
    });
    try {
      const seen: number[] = [];
      const { couponId } = log;
      const read = await readLog({
        shop: shop.url,
        couponId,
        onPage: (now) => void seen.push(now),
      });
      const checked: number[] = [];
      const { faults, head } = await checkLog(read, webCrypto, (now) => void checked.push(now));
      expect(faults).toEqual([]);
      expect(head.number).toBe(issued);
      expect(seen).toEqual([1000, 2000, issued]);
      expect(checked).toEqual([...Array.from({ length: 8 }, (_, at) => (at + 1) * 250), issued]);
    } finally {
      await shop.stop();
    }
  });

  it("that leads round in a circle, or is none, is not taken for a log", async () => {
    const log = makePlainLog(3);
    const keys = [{ keyId: log.key.keyId, publicKey: log.key.publicKey }];
    const cases: [string, SentLog][] = [
      ["campaign-2", { ...log, keys }],
      ["campaign-1", { ...log, keys, head: JSON.parse('{"number":3}') }],
      ["campaign-1", { ...log, keys: JSON.parse('{"key-1":"…"}') }],
      ["campaign-1", { ...log, keys: JSON.parse('[{"keyId":"key-1"}]') }],
      // The next page would begin after line 1000, and is asked for after the last line's number.
      ["campaign-1", { ...log, keys, head: { ...log.head, number: 4 }, lines: [{ number: 0 }] }],
    ];
    for (const [couponId, sent] of cases) {
      const shop = await startLogShop(() => sent);
      await expect(readLog({ shop: shop.url, couponId })).rejects.toThrow(Unreadable);
      await shop.stop();
    }
  });
});
