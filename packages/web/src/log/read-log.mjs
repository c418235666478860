/** @import { Head, Line, LogKey, Receipt } from "./log-text.mjs" */

/** The most lines that the shop gives at once. */
const PAGE_SIZE = 1000;
const TIMEOUT_MS = 15_000;
/** Waits between the tries of one request. */
const WAITS_MS = [500, 1_000, 2_000, 4_000];

/** The log was not read whole, so nothing is known of it. */
export class Unreadable extends Error {
  /** @override */
  name = "Unreadable";
  /** @param {string} message @param {number} [status] of the shop's answer; 0 when there was none */
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

/** @param {number} ms @returns {Promise<void>} */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Reads JSON; tries again while the shop is away or busy.
 * @param {string} url
 * @throws {Unreadable}
 */
export async function readJson(url) {
  for (const wait of [...WAITS_MS, null]) {
    /** @type {Response | undefined} */
    let response;
    try {
      response = await fetch(url, {
        headers: { accept: "application/json" },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.ok) return await response.json();
    } catch {
      // No answer, or half of one.
    }
    const { status = 0, ok = true } = response ?? {};
    const passing = ok || status === 429 || status >= 500;
    if (!passing || wait === null) {
      throw new Unreadable(`${url} gave ${ok ? "no usable answer" : `status ${status}`}.`, status);
    }
    const seconds = Number(response?.headers.get("retry-after"));
    await pause(Math.max(wait, seconds > 0 && seconds <= 30 ? seconds * 1000 : 0));
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null;

/** @param {unknown} value @param {string[]} names of its texts, beside a number */
const isNumbered = (value, names) =>
  isRecord(value) &&
  Number.isSafeInteger(value.number) &&
  names.every((name) => typeof value[name] === "string");

/** @param {unknown} value @returns {value is Head} */
export const isHead = (value) => isNumbered(value, ["hash", "signedAt", "signature", "keyId"]);

/**
 * The receipt in a text: as the shop's API gives it, or the whole answer that issued the coupon.
 * @param {string} text
 * @returns {Receipt | null} null when there is none in it.
 */
export function findReceipt(text) {
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  const receipt = isRecord(value.receipt) ? { ...value, ...value.receipt } : value;
  if (!isNumbered(receipt, ["hash", "signature", "keyId"])) return null;
  // What else stands in it may be of any kind.
  for (const name of ["couponId", "salt", "issuedCouponId", "userId"]) {
    if (typeof receipt[name] !== "string") delete receipt[name];
  }
  return /** @type {Receipt} */ (/** @type {unknown} */ (receipt));
}

/** @param {unknown} value @returns {value is LogKey} */
const isKey = (value) =>
  isRecord(value) && typeof value.keyId === "string" && typeof value.publicKey === "string";

/**
 * Reads a campaign's whole log, page by page, and the keys that sign. It believes nothing: the lines
 * are as the shop sent them, and `checkLog` looks at them.
 * @param {object} of
 * @param {string} of.shop its address, without a slash at the end; empty in the shop's own pages
 * @param {string} of.couponId the campaign's id
 * @param {(read: number, head: Head) => void | Promise<void>} [of.onPage] is told how many lines
 * were read, and waited for; what it throws ends the reading
 * @returns {Promise<{ couponId: string, lines: unknown[], heads: Head[], keys: LogKey[] }>} heads:
 * the one of the first page and the one of the last.
 * @throws {Unreadable}
 */
export async function readLog({ shop, couponId, onPage }) {
  const path = `${shop}/api/v1/coupons/${encodeURIComponent(couponId)}/log`;
  const keys = (await readJson(`${shop}/api/v1/log-keys`))?.keys;
  if (!Array.isArray(keys) || !keys.every(isKey)) {
    throw new Unreadable(`${shop}/api/v1/log-keys gave no list of keys.`);
  }
  /** @type {unknown[]} */
  const lines = [];
  /** @type {Head | undefined} */
  let first;
  for (let after = 0; ; ) {
    const page = await readJson(`${path}?after=${after}&size=${PAGE_SIZE}`);
    if (!isRecord(page) || !Array.isArray(page.items) || !isHead(page.head)) {
      throw new Unreadable(`${path} gave no page of a log.`);
    }
    const { items, head } = page;
    first ??= head;
    for (const item of items) lines.push(item);
    await onPage?.(lines.length, head);
    const last = items.at(-1)?.number;
    // A coupon may be issued while the last page is read: its head then stands further on.
    const next = page.nextAfter ?? (head.number > last ? last : null);
    if (next === null) return { couponId, lines, heads: [first, head], keys };
    if (!Number.isSafeInteger(next) || next <= after || items.length === 0) {
      throw new Unreadable(`${path} leads to no next page after line ${after}.`);
    }
    after = next;
  }
}
