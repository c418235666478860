import { hash, randomBytes } from "node:crypto";

/** A line of a campaign's log without its hash, as anybody may read it. */
export interface LogLine {
  /** 1, 2, 3 … in the campaign. */
  number: number;
  /** The name of the process that the request reached. */
  door: string;
  /** When it did: ISO 8601 in UTC, with microseconds. */
  arrivedAt: string;
  holder: string;
}

const sha256 = (...parts: (string | number)[]): string => hash("sha256", parts.join("\n"));

/** hash(0) of a campaign's log. */
export const firstHash = (campaignId: string): string => sha256("sunchak-drop-v1", campaignId);

/** hash(n), from hash(n−1) and the line n. */
export const nextHash = (before: string, { number, door, arrivedAt, holder }: LogLine): string =>
  sha256(before, number, door, arrivedAt, holder);

/** Names a coupon's holder to those who know the salt, and to nobody else. */
export const holderHash = (coupon: { salt: string; id: string; userId: string }): string =>
  sha256(coupon.salt, coupon.id, coupon.userId);

export const newSalt = (): string => randomBytes(16).toString("base64url");

/** ISO 8601 in UTC, with microseconds. @param time in milliseconds since 1970, with fractions. */
export function isoMicroseconds(time: number): string {
  const micros = Math.round(time * 1_000);
  const iso = new Date(Math.floor(micros / 1_000)).toISOString();
  return `${iso.slice(0, -1)}${String(micros % 1_000).padStart(3, "0")}Z`;
}
