import { createHmac, randomBytes } from "node:crypto";

/** Base32 of RFC 4648. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** How long an app shows one code, in seconds. */
const STEP_SECONDS = 30;

/** A new secret of 160 bits, as authenticator apps take it: in base32. */
export const newSecret = (): string =>
  Array.from(randomBytes(32), (byte) => ALPHABET[byte % 32]).join("");

/** The number of the step at a time: an app shows another code in each. */
export const stepAt = (time: Date): number => Math.floor(time.getTime() / 1000 / STEP_SECONDS);

/** The six digits that an app shows in a step (RFC 6238 with SHA-1, as every app does it). */
export function codeIn(step: number, secret: string): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/**
 * The step whose code this is: the one at `time`, or the one before or after it, because clocks
 * differ and typing takes a while. Null when it is the code of none.
 */
export function findStep(code: string, secret: string, time: Date): number | null {
  const now = stepAt(time);
  return [now, now - 1, now + 1].find((step) => codeIn(step, secret) === code) ?? null;
}

/** What the QR code says to an app. */
export const setupUri = (secret: string, email: string): string =>
  `otpauth://totp/Sunchak:${encodeURIComponent(email)}?secret=${secret}&issuer=Sunchak`;

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, "0"));
  return Buffer.from(
    bits
      .join("")
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [],
  );
}
