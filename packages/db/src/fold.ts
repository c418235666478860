/**
 * What Unicode does not take apart into a Latin letter and its accent, the sigma at a word's end,
 * and the signs that phones and word processors put for those on the keys.
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

/**
 * Text as it is searched, both what is stored and what is asked for: NFKC, no case, no accents on
 * Latin letters, nothing invisible, white space as one blank.
 */
export const fold = (text: string): string =>
  text
    // Hangul letters on their own stay so: NFKC would make syllables of them and their neighbours.
    .replace(/[^\u3131-\u318e]+/g, (part) => part.normalize("NFKC"))
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    // There and back: ß is ss then, and the Turkish i are one.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize("NFD")
    .replace(/(\p{Script=Latin})\p{Mark}+/gu, "$1")
    .replace(/[æœøłđħŧςðþ‘’“”‐‑–]/g, (letter) => letters[letter] ?? letter)
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();

/** What the search looks through for something of these names; no search finds across two of them. */
export const searchName = (...names: string[]): string => names.map(fold).join("\n");
