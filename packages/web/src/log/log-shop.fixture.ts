import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Head, Line, Receipt } from "./log-text.mjs";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** A signing key, and its public half as the shop lists it. */
export function makeKey(keyId: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { keyId, privateKey, publicKey: publicKey.export({ format: "jwk" }).x ?? "" };
}

type SigningKey = ReturnType<typeof makeKey>;

const signText = (key: KeyObject, text: string) =>
  sign(null, Buffer.from(text), key).toString("base64url");

export const signHead = (
  couponId: string,
  { keyId, privateKey }: SigningKey,
  { number, hash }: { number: number; hash: string },
  signedAt = "2026-11-26T03:00:01.000Z",
): Head => ({
  number,
  hash,
  signedAt,
  keyId,
  signature: signText(privateKey, `sunchak-head-v1\n${couponId}\n${number}\n${hash}\n${signedAt}`),
});

export const signReceipt = (
  couponId: string,
  { keyId, privateKey }: SigningKey,
  { number, hash }: { number: number; hash: string },
): Receipt => ({
  couponId,
  number,
  hash,
  keyId,
  signature: signText(privateKey, `sunchak-receipt-v1\n${couponId}\n${number}\n${hash}`),
});

/** Hashes the lines anew, as a shop does that rewrites the past. */
export function chain(couponId: string, lines: Line[]): Line[] {
  let hash = hashOf(`sunchak-drop-v1\n${couponId}`);
  return lines.map((line, index) => {
    const number = index + 1;
    hash = hashOf(`${hash}\n${number}\n${line.door}\n${line.arrivedAt}\n${line.holder}`);
    return { ...line, number, hash };
  });
}

const START = Date.UTC(2026, 10, 26, 3);

/** `2026-11-26T03:00:00.000037Z` for 37 microseconds after the drop opened. */
const momentAt = (microseconds: number) =>
  `${new Date(START + Math.floor(microseconds / 1000)).toISOString().slice(0, 23)}${String(
    microseconds % 1000,
  ).padStart(3, "0")}Z`;

/**
 * A campaign's log as section 10 of the specification says it, written apart from what checks it.
 * @param arrivals when each line's request arrived, in microseconds after the drop opened, and at
 * which door.
 */
export function makeLog(arrivals: { door: string; at: number }[], couponId = "campaign-1") {
  const key = makeKey("key-1");
  const holders = arrivals.map((_, index) => ({
    salt: randomBytes(16).toString("base64url"),
    issuedCouponId: `coupon-${index + 1}`,
    userId: `user-${index + 1}`,
  }));
  const lines = chain(
    couponId,
    arrivals.map(({ door, at }, index) => ({
      number: 0,
      door,
      arrivedAt: momentAt(at),
      holder: hashOf(Object.values(holders[index] ?? {}).join("\n")),
      hash: "",
    })),
  );
  const last = lines.at(-1) ?? { number: 0, hash: hashOf(`sunchak-drop-v1\n${couponId}`) };
  const receipts: Receipt[] = lines.map((line, index) => ({
    ...signReceipt(couponId, key, line),
    ...holders[index],
  }));
  return { couponId, key, lines, receipts, head: signHead(couponId, key, last) };
}

/** A log of one door, in order. */
export const makePlainLog = (count: number, couponId?: string) =>
  makeLog(
    Array.from({ length: count }, (_, index) => ({ door: "a1b2c3", at: index * 37 })),
    couponId,
  );

export interface SentLog {
  couponId: string;
  lines: unknown[];
  head: Head;
  keys: { keyId: string; publicKey: string }[];
  /** The first page, when it has another end or fewer lines than asked for. */
  first?: { head: Head; size: number };
}

/** What the log's endpoints answer to a request, as the shop does. */
export function answerOf({ couponId, lines, head, keys, first }: SentLog, url: string) {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  if (pathname === "/api/v1/log-keys") return { status: 200, json: { keys } };
  if (pathname !== `/api/v1/coupons/${couponId}/log`) {
    return { status: 404, json: { code: "NOT_FOUND" } };
  }
  const after = Number(searchParams.get("after"));
  const page = (after === 0 && first) || { head, size: Number(searchParams.get("size")) };
  const end = after + page.size;
  // By place, so that lines with wrong numbers are sent too.
  const items = lines.slice(after, end);
  return {
    status: 200,
    json: { items, nextAfter: end < lines.length ? end : null, head: page.head },
  };
}

/**
 * Serves the log's endpoints.
 * @param log is asked again at every request.
 */
export async function startLogShop(log: () => SentLog) {
  const server = createServer(({ url = "" }, response) => {
    const { status, json } = answerOf(log(), url);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
