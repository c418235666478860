import { z } from "zod";
import { trimSearch } from "./trim-search.ts";

/** Won: whole, not negative. */
export const won = z.int().min(0);
/** ISO 8601 in UTC with `Z`. */
export const instant = z.iso.datetime();
/** Free text from outside; U+0000 and lone surrogates are not text to a database. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes("\u0000") && value.isWellFormed(), "must be plain text");

/** The invisible characters that join the parts of one emoji, where they are allowed. */
const emojiJoints =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})|(?<=\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0020}-\u{e007f}]/gu;
/**
 * Control and format characters, including those that change the text direction, and blank letters.
 */
const invisible = /[\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]|\u034f/u;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * One line that people read, such as a name or a reason: in NFC, trimmed, its white space as single
 * blanks. It holds a visible character, and no invisible ones.
 */
export const label = (max: number) =>
  text(max)
    .normalize()
    .overwrite((value) => value.replace(/\s+/g, " ").trim())
    .min(1)
    .refine((value) => visible.test(value), "must show something")
    .refine(
      (value) => !invisible.test(value.replace(emojiJoints, "")),
      "must hold no invisible characters",
    );

/** 1 to 255 printable ASCII characters, as the Idempotency-Key header carries them. */
export const idempotencyKey = z.string().regex(/^[\x20-\x7e]{1,255}$/);

/** The languages that names and descriptions are stored in, a column each: `name`, `nameEn`. */
export const contentLanguages = ["ko", "en"] as const;
export type ContentLanguage = (typeof contentLanguages)[number];

/** A search as it is typed into a list; empty when it says nothing. */
export const searchText = text(200).overwrite(trimSearch);
/** Why an admin does something; it is kept in the audit log. */
export const reasonText = label(500);
/** What an id from outside may look like. */
export const idPattern = /^[\w-]{1,64}$/;
/** An id to filter by. */
export const idFilter = z.string().regex(idPattern);
export const byId = z.strictObject({ id: z.string() });
/**
 * Something by its id, with a key by which a repeat is recognised. For a coupon the key counts for its
 * campaign and its user alone: it is kept with the coupon, never lapses, and refuses nothing.
 */
export const byIdWithKey = byId.extend({ idempotencyKey: idempotencyKey.optional() });
/** The input of a call that takes none. */
export const nothing = z.strictObject({});
/** An instant in a plausible year for a shop: databases take no year 0. */
export const calendarInstant = instant.refine((value) => {
  const year = new Date(value).getUTCFullYear();
  return year >= 2000 && year < 2100;
}, "must be between 2000 and 2099");

/**
 * The whole number that somebody typed, also as "18,000", "₩18,000" or "18,000원", or in full-width
 * digits; NaN for any other text.
 */
export function numberIn(typed: string): number {
  const plain = typed
    .normalize("NFKC")
    .replace("−", "-")
    .replaceAll(/^\s*₩|원\s*$/g, "")
    .trim();
  const isNumber = /^[+-]?(?:\d+|\d{1,3}(?:[ ,]\d{3})+)$/.test(plain);
  return isNumber ? Number(plain.replaceAll(/[ ,]/g, "")) : Number.NaN;
}
