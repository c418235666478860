import {
  change,
  cut,
  holderOf,
  type Log,
  renumber,
  rewrite,
  rewritten,
  someone,
  swap,
  without,
} from "./change-log.fixture.ts";
import type { Fault } from "./check-log.mjs";
import { chain, makeKey, makePlainLog, type SentLog, signHead } from "./log-shop.fixture.ts";
import type { Head, Receipt } from "./log-text.mjs";

export interface Tampering {
  what: string;
  change(log: Log): Partial<SentLog>;
  /** Whether a visitor comes with the head, and a holder with the receipt of line 7, from before. */
  with?: "head" | "receipt";
  faults: Fault[];
}

/** What can be done to a log of 12 lines, and what a check has to say of it. */
export const tamperings: Tampering[] = [
  {
    what: "lines reordered with their numbers",
    change: ({ lines }) => ({ lines: swap(lines, 4, 7) }),
    faults: [
      { kind: "outOfPlace", number: 6, after: 8 },
      { kind: "outOfPlace", number: 7, after: 8 },
      { kind: "outOfPlace", number: 5, after: 8 },
    ],
  },
  {
    what: "lines reordered and numbered anew",
    change: ({ lines }) => ({ lines: renumber(swap(lines, 4, 7)) }),
    faults: [
      { kind: "reordered", number: 5, other: 8 },
      { kind: "outOfTurn", door: "a1b2c3", pairs: 5 },
    ],
  },
  {
    what: "neighbours reordered and numbered anew",
    change: ({ lines }) => ({ lines: renumber(swap(lines, 4, 5)) }),
    faults: [
      { kind: "reordered", number: 5, other: 6 },
      { kind: "outOfTurn", door: "a1b2c3", pairs: 1 },
    ],
  },
  {
    what: "a line inserted under a number that is there",
    change: ({ lines }) => ({
      lines: lines.toSpliced(5, 0, ...change(lines, 5, { holder: someone }).slice(4, 5)),
    }),
    faults: [{ kind: "repeated", number: 5 }],
  },
  {
    what: "a line inserted, and the others numbered anew",
    change: ({ lines }) => ({
      lines: renumber(lines.toSpliced(4, 0, ...change(lines, 5, { holder: someone }).slice(4, 5))),
    }),
    faults: [
      { kind: "inserted", number: 5 },
      { kind: "headOther", number: 12 },
      { kind: "endUnsigned", last: 13, head: 12 },
    ],
  },
  {
    what: "a line dropped",
    change: ({ lines }) => ({ lines: without(lines, 5) }),
    faults: [{ kind: "missing", number: 5 }],
  },
  {
    what: "several lines dropped",
    change: ({ lines }) => ({ lines: lines.filter(({ number }) => number < 3 || number > 6) }),
    faults: [{ kind: "missingRange", number: 3, last: 6 }],
  },
  {
    what: "the first line dropped",
    change: ({ lines }) => ({ lines: without(lines, 1) }),
    faults: [{ kind: "missing", number: 1 }],
  },
  {
    what: "a line dropped, and the others numbered anew",
    change: ({ lines }) => ({ lines: renumber(without(lines, 5)) }),
    faults: [
      { kind: "takenOut", number: 5 },
      { kind: "endCut", last: 11, head: 12 },
    ],
  },
  {
    what: "a line dropped, another inserted",
    change: ({ lines }) => ({
      lines: renumber(
        without(lines, 4).toSpliced(7, 0, ...change(lines, 5, { holder: someone }).slice(4, 5)),
      ),
    }),
    faults: [
      { kind: "takenOut", number: 4 },
      { kind: "inserted", number: 8 },
      { kind: "outOfTurn", door: "a1b2c3", pairs: 3 },
    ],
  },
  {
    what: "a line given to someone else",
    change: ({ lines }) => ({ lines: change(lines, 5, { holder: someone }) }),
    faults: [{ kind: "changed", number: 5 }],
  },
  {
    what: "a time of arrival changed",
    change: ({ lines }) => ({
      lines: change(lines, 5, { arrivedAt: "2026-11-26T03:00:00.000149Z" }),
    }),
    faults: [{ kind: "changed", number: 5 }],
  },
  {
    what: "a door changed",
    change: ({ lines }) => ({ lines: change(lines, 5, { door: "other" }) }),
    faults: [{ kind: "changed", number: 5 }],
  },
  {
    what: "the last line changed",
    change: ({ lines }) => ({ lines: change(lines, 12, { holder: someone }) }),
    faults: [{ kind: "changed", number: 12 }],
  },
  {
    what: "two lines changed",
    change: ({ lines }) => ({
      lines: change(change(lines, 3, { door: "other" }), 9, { door: "other" }),
    }),
    faults: [
      { kind: "changed", number: 3 },
      { kind: "changed", number: 9 },
    ],
  },
  {
    what: "two holders exchanged",
    change: (log) => ({
      lines: change(change(log.lines, 3, holderOf(log, 9)), 9, holderOf(log, 3)),
    }),
    faults: [{ kind: "exchanged", number: 3, other: 9 }],
  },
  {
    what: "two neighbours' holders exchanged",
    change: (log) => ({
      lines: change(change(log.lines, 3, holderOf(log, 4)), 4, holderOf(log, 3)),
    }),
    faults: [{ kind: "exchanged", number: 3, other: 4 }],
  },
  {
    what: "the end cut",
    change: ({ lines }) => ({ lines: lines.slice(0, 10) }),
    faults: [{ kind: "endCut", last: 10, head: 12 }],
  },
  {
    what: "everything cut",
    change: () => ({ lines: [] }),
    faults: [{ kind: "endCut", last: 0, head: 12 }],
  },
  {
    what: "a line after the signed end",
    change: (log) => ({
      lines: chain(
        log.couponId,
        [...log.lines, ...change(log.lines, 5, { holder: someone }).slice(4, 5)].map((line, at) =>
          at === 12 ? { ...line, arrivedAt: "2026-11-26T03:00:09.000000Z" } : line,
        ),
      ),
    }),
    faults: [{ kind: "endUnsigned", last: 13, head: 12 }],
  },
  {
    what: "another head signed",
    change: ({ couponId, key }) => ({
      head: signHead(couponId, key, { number: 12, hash: someone }),
    }),
    faults: [{ kind: "headOther", number: 12 }],
  },
  {
    what: "a head of another campaign",
    change: ({ key, head }) => ({ head: signHead("campaign-2", key, head) }),
    faults: [{ kind: "headUnsigned", number: 12 }],
  },
  {
    what: "a head signed by a key of the same name",
    change: ({ couponId, head }) => ({ head: signHead(couponId, makeKey("key-1"), head) }),
    faults: [{ kind: "headUnsigned", number: 12 }],
  },
  {
    what: "a head signed by a key that is not listed",
    change: ({ couponId, head }) => ({ head: signHead(couponId, makeKey("key-2"), head) }),
    faults: [{ kind: "headKeyUnknown", keyId: "key-2" }],
  },
  {
    what: "a signature that is none",
    change: ({ head }) => ({ head: { ...head, signature: "!" } }),
    faults: [{ kind: "headUnsigned", number: 12 }],
  },
  {
    what: "lines added under the signature of an earlier end",
    change({ couponId, key, lines, head }) {
      const signed = signHead(couponId, key, lines[4] ?? head);
      const { signature } = signed;
      return { first: { head: signed, size: 5 }, head: { ...head, signature } };
    },
    faults: [{ kind: "headUnsigned", number: 12 }],
  },
  {
    what: "one holder twice",
    change: (log) => rewrite(log, change(log.lines, 9, holderOf(log, 3))),
    faults: [{ kind: "sameHolder", number: 9, other: 3 }],
  },
  {
    what: "the order of arrival not kept within a door",
    change: (log) => rewrite(log, swap(log.lines, 4, 7)),
    faults: [{ kind: "outOfTurn", door: "a1b2c3", pairs: 5 }],
  },
  {
    what: "a line that is none",
    change: ({ lines }) => ({ lines: [...lines.slice(0, 4), "line 5", ...lines.slice(5)] }),
    faults: [
      { kind: "malformed", position: 5 },
      { kind: "missing", number: 5 },
    ],
  },
  {
    what: "a line with a line feed in it, that hashes as another",
    change: ({ lines }) => ({ lines: change(lines, 5, { door: "a1\nb2" }) }),
    faults: [
      { kind: "malformed", position: 5 },
      { kind: "missing", number: 5 },
    ],
  },
  {
    what: "the past rewritten and signed anew, of which a head was kept",
    change: rewritten,
    with: "head",
    faults: [{ kind: "keptOther", number: 12, signedAt: "2026-11-26T03:00:01.000Z" }],
  },
  {
    what: "the past rewritten and signed anew, of which a receipt was kept",
    change: rewritten,
    with: "receipt",
    faults: [{ kind: "receiptOther", number: 7 }],
  },
  {
    what: "the end cut and signed anew, of which a head was kept",
    change: cut,
    with: "head",
    faults: [{ kind: "keptCut", number: 12, last: 6 }],
  },
  {
    what: "the end cut and signed anew, of which a receipt was kept",
    change: cut,
    with: "receipt",
    faults: [{ kind: "receiptMissing", number: 7, last: 6 }],
  },
  {
    what: "another key under the old name, of which a head was kept",
    change({ couponId, head }) {
      const key = makeKey("key-1");
      return { head: signHead(couponId, key, head), keys: [key] };
    },
    with: "head",
    faults: [{ kind: "keptKeyGone", keyId: "key-1" }],
  },
  {
    what: "the key that signed a receipt taken off the list",
    change({ couponId, head }) {
      const key = makeKey("key-2");
      return { head: signHead(couponId, key, head), keys: [key] };
    },
    with: "receipt",
    faults: [{ kind: "receiptKeyUnknown", keyId: "key-1" }],
  },
];

/** The log as it is sent after a tampering, and what its visitor has from before. */
export function tamper(
  { change: changed, with: from }: Tampering,
  ofCampaign?: string,
): {
  sent: SentLog;
  kept: (Head & { publicKey: string }) | null;
  receipt: Receipt | null;
} {
  const log = makePlainLog(12, ofCampaign);
  const { keyId, publicKey } = log.key;
  const { couponId, lines, head } = log;
  const sent = { couponId, lines, head, keys: [{ keyId, publicKey }], ...changed(log) };
  return {
    sent: { ...sent, keys: sent.keys.map(({ keyId, publicKey }) => ({ keyId, publicKey })) },
    kept: from === "head" ? { ...head, publicKey } : null,
    receipt: from === "receipt" ? (log.receipts[6] ?? null) : null,
  };
}
