// What is hashed and signed in a campaign's log. These modules are JavaScript, so that a browser
// and a bare Node 20 run the very same check.

/**
 * One issued coupon in a campaign's log.
 * @typedef {object} Line
 * @property {number} number 1, 2, 3 … in the order of issuing
 * @property {string} door the process that the request reached
 * @property {string} arrivedAt when it did: ISO 8601 in UTC with microseconds
 * @property {string} holder 64 hex digits that name nobody
 * @property {string} hash 64 hex digits, made of this line and the hash before it
 *
 * The signed end of a log.
 * @typedef {object} Head
 * @property {number} number of the last line, 0 when there is none
 * @property {string} hash of the last line
 * @property {string} signedAt ISO 8601
 * @property {string} signature Ed25519, base64url
 * @property {string} keyId
 *
 * What a holder was given with the coupon. What stands beside number and signature may be left out.
 * @typedef {object} Receipt
 * @property {number} number
 * @property {string} hash
 * @property {string} signature Ed25519, base64url
 * @property {string} keyId
 * @property {string} [couponId] the campaign's id
 * @property {string} [salt] known to the holder alone, base64url
 * @property {string} [issuedCouponId]
 * @property {string} [userId]
 *
 * @typedef {{ keyId: string, publicKey: string }} LogKey publicKey: 32 bytes, base64url
 */

/** The text whose hash stands before line 1. @param {string} couponId the campaign's id */
export const startText = (couponId) => `sunchak-drop-v1\n${couponId}`;

/** @param {string} before the hash of the line before @param {Omit<Line, "hash">} line */
export const lineText = (before, { number, door, arrivedAt, holder }) =>
  `${before}\n${number}\n${door}\n${arrivedAt}\n${holder}`;

/** @param {{ salt: string, issuedCouponId: string, userId: string }} receipt */
export const holderText = ({ salt, issuedCouponId, userId }) =>
  `${salt}\n${issuedCouponId}\n${userId}`;

/** @param {string} couponId @param {Pick<Receipt, "number" | "hash">} receipt */
export const receiptText = (couponId, { number, hash }) =>
  `sunchak-receipt-v1\n${couponId}\n${number}\n${hash}`;

/** @param {string} couponId @param {Pick<Head, "number" | "hash" | "signedAt">} head */
export const headText = (couponId, { number, hash, signedAt }) =>
  `sunchak-head-v1\n${couponId}\n${number}\n${hash}\n${signedAt}`;
