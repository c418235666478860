import { randomInt } from "node:crypto";
import { inSeoul } from "../seoul.ts";

const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** `YYYYMMDD-` by Asia/Seoul's date and 8 random characters that are not mistaken for others. */
export function newOrderNumber(paidAt: Date): string {
  const suffix = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${inSeoul(paidAt).slice(0, 10).replaceAll("-", "")}-${suffix}`;
}
