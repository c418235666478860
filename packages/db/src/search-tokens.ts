import { fold } from "./fold.ts";
import { allKeystrokes, isHangul, isInitials, isSyllable, keystrokes } from "./hangul.ts";
import type { Provider } from "./provider.ts";

// The index of the search holds tokens: what is typed for each character of a text and those after
// it, up to three letters. A search asks for the tokens of its words. That narrows the products
// down; the rule in packages/core/src/search then decides.

/** How many letters a token of a place in a text has at most. */
const LETTERS = 3;

/** How many characters of a whole name or word its token has: PostgreSQL's end at 2,046 bytes. */
const CHARACTERS = 60;
const shortened = (text: string): string => [...text].slice(0, CHARACTERS).join("");

/** What tells the tokens of different places apart: letters that fold() leaves in no text. */
const marks = {
  initials: "Ｉ",
  nameStart: "Ｎ",
  wordStart: "Ｗ",
  name: "Ｅ",
  word: "Ｈ",
  text: "Ｄ",
  category: "Ｃ",
} as const;

/** Which tokens a product must have. */
export type TokenQuery =
  | { token: string; begins?: boolean }
  | { all: TokenQuery[] }
  | { any: TokenQuery[] };

/** Whether a name's blanks do not matter. */
export const holdsHangul = (text: string): boolean => /[가-힣ㄱ-ㅣ]/.test(text);

export const withoutBlanks = (text: string): string => text.replaceAll(" ", "");

/** A folded name as a whole name is compared. */
const nameKey = (name: string): string => (holdsHangul(name) ? withoutBlanks(name) : name);

export interface Searched {
  name: string;
  nameEn: string;
  description: string;
  descriptionEn: string;
  /** A slug. */
  category: string;
}

/** The tokens of a product, separated by blanks. */
export function tokensOf(product: Searched): string {
  const tokens = new Set([marks.category + product.category]);
  for (const name of [product.name, product.nameEn]) addName(tokens, fold(name));
  for (const text of [product.description, product.descriptionEn]) {
    for (const word of fold(text).split(" ")) {
      const chars = [...word];
      for (let i = 0; i < chars.length; i++) tokens.add(marks.text + lettersAt(chars, i));
    }
  }
  return [...tokens].map(plain).join(" ");
}

function addName(tokens: Set<string>, name: string): void {
  const words = name.split(" ");
  tokens.add(marks.name + shortened(nameKey(name)));
  for (const [n, word] of words.entries()) {
    tokens.add(marks.word + shortened(word));
    // What begins in a word goes on in the next one, where blanks do not matter.
    const rest = [...(holdsHangul(name) ? words.slice(n).join("") : word)];
    for (let i = 0; i < [...word].length; i++) {
      const places =
        i > 0 ? [""] : n > 0 ? ["", marks.wordStart] : ["", marks.wordStart, marks.nameStart];
      for (const token of tokensAt(rest, i)) for (const place of places) tokens.add(place + token);
    }
  }
}

/**
 * The tokens of a place: its letters, its initials and the character itself. A single letter is a
 * token too: too many begin with it to go through them.
 */
function tokensAt(chars: readonly string[], i: number): string[] {
  const char = chars[i] ?? "";
  const letters = lettersAt(chars, i);
  const [first = ""] = letters;
  if (!isHangul(char)) return [letters, first];
  const initials = initialsAt(chars, i);
  return [letters, marks.initials + initials, marks.initials + initials[0], char];
}

function lettersAt(chars: readonly string[], i: number): string {
  const letters: string[] = [];
  for (let at = i; at < chars.length && letters.length < LETTERS; at++) {
    letters.push(...keystrokes(chars[at] ?? ""));
  }
  return letters.slice(0, LETTERS).join("");
}

function initialsAt(chars: readonly string[], i: number): string {
  let initials = "";
  for (const char of chars.slice(i, i + LETTERS)) {
    if (!isHangul(char)) break;
    // A letter on its own counts as it is typed.
    initials += isSyllable(char) ? keystrokes(char)[0] : keystrokes(char);
  }
  return initials.slice(0, LETTERS);
}

/** Products with this name, blanks apart when it holds Hangul. */
export const nameIs = (name: string): TokenQuery => ({
  token: marks.name + shortened(nameKey(name)),
});

/** Products with this whole word in a name. */
export const nameHasWord = (word: string): TokenQuery => ({ token: marks.word + shortened(word) });

/** Products of these categories. */
export const categoryIn = (slugs: readonly string[]): TokenQuery => ({
  any: slugs.map((slug) => ({ token: marks.category + slug })),
});

/** Products in whose descriptions a word may be, its last character half typed. */
export const textHas = (word: string): TokenQuery => ({ all: windows([...word], marks.text) });

/** Products in whose names a word may be, its last character half typed, or by its initials. */
export const nameHas = (word: string): TokenQuery => ({ all: halfTyped(word, "") });

/** Products in whose names a word may be as it is. */
export const nameHasExactly = (word: string): TokenQuery => ({ all: exactly(word, "") });

/** Products of which a name, or a word of a name, may begin with a text. */
export function begins(
  what: "name" | "word",
  text: string,
  how: "exactly" | "half typed",
): TokenQuery {
  const place = what === "name" ? marks.nameStart : marks.wordStart;
  return { all: how === "exactly" ? exactly(text, place) : halfTyped(text, place) };
}

/** Whether many products have what a word is looked for by: it has fewer letters than a token. */
export const isFrequent = (word: string): boolean => [...allKeystrokes(word)].length < LETTERS;

function halfTyped(word: string, place: string): TokenQuery[] {
  if (isInitials(word)) return windows([...allKeystrokes(word)], marks.initials, place);
  const chars = [...word];
  return [...windows(chars, "", place), ...characters(chars.slice(0, -1), place)];
}

function exactly(word: string, place: string): TokenQuery[] {
  const chars = [...word];
  const only = characters(chars, place);
  return chars.length === 1 && only.length === 1 ? only : [...windows(chars, "", place), ...only];
}

/** The tokens of Hangul characters themselves. */
const characters = (chars: readonly string[], place: string): TokenQuery[] =>
  chars.flatMap((char, i) => (isHangul(char) ? { token: (i === 0 ? place : "") + char } : []));

/**
 * Tokens that a text with these characters in a row has.
 * @param place marks the place of the first one.
 */
function windows(chars: readonly string[], mark: string, place = ""): TokenQuery[] {
  const queries: TokenQuery[] = [];
  for (let i = 0; i < chars.length; i++) {
    const letters = lettersAt(chars, i);
    const isFull = [...letters].length === LETTERS;
    const token = (i === 0 ? place : "") + mark + letters;
    // A shorter one at the end of others hardly narrows anything.
    if (isFull || i === 0) queries.push({ token, begins: !isFull && !isSingle(mark, letters) });
    if (!isFull) break;
  }
  return queries;
}

/** Whether a letter alone is a token: in names it is, if it is not typed as a part of a syllable. */
const isSingle = (mark: string, letters: string): boolean =>
  mark !== marks.text &&
  [...letters].length === 1 &&
  (mark === marks.initials || !isHangul(letters));

/** A query in the language of a database's index. An "any" of nothing may only be part of another. */
export function tokenQueryText(provider: Provider, query: TokenQuery): string {
  if ("token" in query) {
    const token = plain(query.token);
    if (provider === "sqlite") return `"${token}"${query.begins ? "*" : ""}`;
    return `'${token}'${query.begins ? ":*" : ""}`;
  }
  const [parts, word] =
    "all" in query
      ? [query.all, provider === "sqlite" ? " AND " : " & "]
      : [query.any, provider === "sqlite" ? " OR " : " | "];
  const texts = parts.map((part) => tokenQueryText(provider, part)).filter((text) => text !== "()");
  return `(${texts.join(word)})`;
}

/**
 * A token in characters that both indexes take for letters: blanks, punctuation and control
 * characters become others, which fold() leaves in no text.
 */
const plain = (token: string): string =>
  token.replace(/[^0-9a-z\u0080-\uffff]/g, (char) =>
    String.fromCharCode(char.charCodeAt(0) + 0xfee0),
  );
