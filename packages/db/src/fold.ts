import { singleLetters } from "./hangul.ts";

/**
 * Letters that Unicode does not split into a Latin letter and its accent, the sigma at a word's
 * end, and the punctuation that phones and word processors insert in place of the keys' own.
 */
const letters: Record<string, string> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ħ: "h",
  ŧ: "t",
  ς: "σ",
  ð: "d",
  þ: "th",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "‐": "-",
  "‑": "-",
  "–": "-",
};
const anyLetter = new RegExp(`[${Object.keys(letters).join("")}]`, "g");

/**
 * Text in the form that is searched, for stored names and for search terms: NFKC, no case, no
 * accents on Latin letters, nothing invisible, white space as one blank. Single Hangul letters stay
 * single, and are the same in every form.
 */
export const fold = (text: string): string =>
  text
    // NFKC would join single Hangul letters with their neighbours to syllables.
    .replace(/[\uffa0-\uffdc]/g, (half) => singleLetters(half.normalize("NFKD")))
    .replace(/[^\u3131-\u318e]+/g, (part) => part.normalize("NFKC"))
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, "")
    // Lower, upper and lower again: that makes ß ss, and the Turkish i one letter.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize("NFD")
    .replace(/(\p{Script=Latin})\p{Mark}+/gu, "$1")
    .replace(anyLetter, (letter) => letters[letter] ?? letter)
    .normalize("NFC")
    .replace(/[\u1100-\u11ff]+/g, singleLetters)
    .replace(/ +/g, " ")
    .trim();

/** The text in which a search looks for something of these names; no match spans two names. */
export const searchName = (...names: string[]): string => names.map(fold).join("\n");
