import { createHash } from "node:crypto";
import type { Locale } from "@sunchak/web/locales";
import type { Card } from "./cards.ts";

export type PictureKind = "coupons" | "products";

/** Names what a card shows, so that a changed picture has another address. */
export const versionOf = (card: Card): string =>
  createHash("sha256").update(JSON.stringify(card)).digest("base64url").slice(0, 10);

/** The public path of the picture of a shared link. */
export const pictureOf = (kind: PictureKind, id: string, locale: Locale, card: Card): string =>
  `/pictures/${locale}/${kind}/${id}.jpg?v=${versionOf(card)}`;
