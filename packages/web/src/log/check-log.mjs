/** @import { Head, Line, LogKey, Receipt } from "./log-text.mjs" */
/** @import { LogCrypto } from "./web-crypto.mjs" */
/** @import { Order } from "./count-inversions.mjs" */
/** @import { LinkFault } from "./explain-links.mjs" */
import { orderOf } from "./count-inversions.mjs";
import { explainLinks } from "./explain-links.mjs";
import { headText, holderText, lineText, receiptText, startText } from "./log-text.mjs";

/**
 * What is wrong with a log. `number` is a line's.
 * @typedef {LinkFault
 *   | { kind: "malformed", position: number }
 *   | { kind: "missing" | "repeated", number: number }
 *   | { kind: "missingRange", number: number, last: number }
 *   | { kind: "outOfPlace", number: number, after: number }
 *   | { kind: "sameHolder", number: number, other: number }
 *   | { kind: "outOfTurn", door: string, pairs: number }
 *   | { kind: "endCut", last: number, head: number }
 *   | { kind: "endUnsigned", last: number, head: number }
 *   | { kind: "headOther" | "headUnsigned", number: number }
 *   | { kind: "headKeyUnknown" | "keptKeyGone" | "receiptKeyUnknown", keyId: string }
 *   | { kind: "keptCut", number: number, last: number }
 *   | { kind: "keptOther" | "keptUnsigned", number: number, signedAt: string }
 *   | { kind: "receiptMissing", number: number, last: number }
 *   | { kind: "receiptOther" | "receiptUnsigned" | "receiptHolder", number: number }
 *   | { kind: "receiptElsewhere", couponId: string }} Fault
 *
 * @typedef {object} Report
 * @property {Fault[]} faults empty when the log is whole
 * @property {Line[]} lines by number
 * @property {Head} head the last one
 * @property {Order} order
 *
 * A head that was seen before, with the key that signed it.
 * @typedef {Head & { publicKey?: string }} KeptHead
 */

/** Lines whose hashes are made at once, before the page may draw again. */
const CHUNK = 250;

/** @param {unknown} line @returns {line is Line} */
function isLine(line) {
  const { number, door, arrivedAt, holder, hash } = Object(line);
  return (
    Number.isSafeInteger(number) &&
    number > 0 &&
    typeof door === "string" &&
    /^[\x21-\x7e]{1,64}$/.test(door) &&
    typeof arrivedAt === "string" &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(arrivedAt) &&
    !Number.isNaN(Date.parse(arrivedAt)) &&
    [holder, hash].every((hex) => typeof hex === "string" && /^[0-9a-f]{64}$/.test(hex))
  );
}

/**
 * The lines by number, and what is wrong with the numbers.
 * @param {unknown[]} sent
 */
function arrange(sent) {
  /** @type {Fault[]} */
  const faults = [];
  /** @type {Map<number, Line>} */
  const byNumber = new Map();
  let highest = 0;
  sent.forEach((line, index) => {
    if (!isLine(line)) faults.push({ kind: "malformed", position: index + 1 });
    else if (byNumber.has(line.number)) faults.push({ kind: "repeated", number: line.number });
    else {
      if (line.number < highest) {
        faults.push({ kind: "outOfPlace", number: line.number, after: highest });
      }
      byNumber.set(line.number, line);
      highest = Math.max(highest, line.number);
    }
  });
  const lines = [...byNumber.values()].sort((a, b) => a.number - b.number);
  let expected = 1;
  for (const { number } of lines) {
    const last = number - 1;
    if (last === expected) faults.push({ kind: "missing", number: last });
    else if (last > expected) faults.push({ kind: "missingRange", number: expected, last });
    expected = number + 1;
  }
  return { faults, byNumber, lines, last: highest };
}

/** Each fault once: two heads, or two receipts, may show the same one. @param {Fault[]} faults */
const onceEach = (faults) => [
  ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
];

/**
 * Checks a log by what is public: numbers without a gap, each hash, the head's signature, no two
 * holders alike, and the order of arrival within each door. What a visitor has from before is
 * checked against it too.
 * @param {object} log
 * @param {string} log.couponId the campaign's id
 * @param {unknown[]} log.lines as the shop sent them
 * @param {Head[]} log.heads one or more, in the order in which they were read
 * @param {LogKey[]} log.keys
 * @param {KeptHead | null} [log.kept] the end of the same log, as it was seen before
 * @param {Receipt[]} [log.receipts] all that the visitor has of this log
 * @param {LogCrypto} crypto
 * @param {(checked: number) => void | Promise<void>} [onProgress] is told how many lines were
 * checked, and waited for; what it throws ends the check
 * @returns {Promise<Report>}
 */
export async function checkLog(
  { couponId, lines: sent, heads, keys, kept, receipts = [] },
  { sha256, verify },
  onProgress,
) {
  const { faults, byNumber, lines, last } = arrange(sent);
  const start = await sha256(startText(couponId));
  /** @param {number} number */
  const hashAt = (number) => (number === 0 ? start : byNumber.get(number)?.hash);
  /** @param {string} keyId */
  const keyOf = (keyId) => keys.find((key) => key.keyId === keyId)?.publicKey;

  /** @type {number[]} */
  const wrong = [];
  for (let from = 0; from < lines.length; from += CHUNK) {
    const chunk = lines.slice(from, from + CHUNK).map(async (line) => {
      const before = hashAt(line.number - 1);
      // The line before is missing, which is said already.
      if (before === undefined) return;
      if ((await sha256(lineText(before, line))) !== line.hash) wrong.push(line.number);
    });
    await Promise.all(chunk);
    await onProgress?.(from + chunk.length);
  }
  wrong.sort((a, b) => a - b);
  faults.push(
    ...(await explainLinks(
      wrong,
      (number) => byNumber.get(number),
      (number) => hashAt(number - 1),
      sha256,
    )),
  );

  /** @type {Map<string, number>} */
  const holders = new Map();
  for (const { number, holder } of lines) {
    const other = holders.get(holder);
    if (other === undefined) holders.set(holder, number);
    else faults.push({ kind: "sameHolder", number, other });
  }

  for (const head of heads) {
    const { number, hash, keyId, signature } = head;
    const key = keyOf(keyId);
    const signed = key !== undefined && (await verify(key, headText(couponId, head), signature));
    if (key === undefined) faults.push({ kind: "headKeyUnknown", keyId });
    else if (!signed) faults.push({ kind: "headUnsigned", number });
    if (number > last) faults.push({ kind: "endCut", last, head: number });
    else if (hash !== hashAt(number)) faults.push({ kind: "headOther", number });
  }
  const head = /** @type {Head} */ (heads.at(-1));
  if (head.number < last) faults.push({ kind: "endUnsigned", last, head: head.number });

  if (kept) {
    const { number, hash, keyId, signedAt, signature } = kept;
    const key = kept.publicKey ?? keyOf(keyId);
    if (key === undefined || key !== keyOf(keyId)) faults.push({ kind: "keptKeyGone", keyId });
    if (key !== undefined && !(await verify(key, headText(couponId, kept), signature))) {
      faults.push({ kind: "keptUnsigned", number, signedAt });
    } else if (number > last) faults.push({ kind: "keptCut", number, last });
    else if (hash !== hashAt(number)) faults.push({ kind: "keptOther", number, signedAt });
  }
  for (const receipt of receipts) faults.push(...(await checkReceipt(receipt)));

  const order = orderOf(lines);
  for (const { door, inversions } of order.doors) {
    if (inversions > 0) faults.push({ kind: "outOfTurn", door, pairs: inversions });
  }
  return { faults: onceEach(faults), lines, head, order };

  /** @param {Receipt} receipt @returns {Promise<Fault[]>} */
  async function checkReceipt(receipt) {
    const { number, hash, keyId, signature, salt, issuedCouponId, userId } = receipt;
    if (receipt.couponId !== undefined && receipt.couponId !== couponId) {
      return [{ kind: "receiptElsewhere", couponId: receipt.couponId }];
    }
    const key = keyOf(keyId);
    if (key === undefined) return [{ kind: "receiptKeyUnknown", keyId }];
    if (!(await verify(key, receiptText(couponId, receipt), signature))) {
      return [{ kind: "receiptUnsigned", number }];
    }
    const line = byNumber.get(number);
    if (!line) return [{ kind: "receiptMissing", number, last }];
    if (line.hash !== hash) return [{ kind: "receiptOther", number }];
    if (!salt || !issuedCouponId || !userId) return [];
    const holder = await sha256(holderText({ salt, issuedCouponId, userId }));
    return holder === line.holder ? [] : [{ kind: "receiptHolder", number }];
  }
}
