import { fold } from "@sunchak/db";

// The rule of the search once more, as plainly as it can be written, to compare the indexed search
// with. docs/decisions/0018-korean-search-without-a-search-server.md

export interface PlainProduct {
  id: string;
  name: string;
  nameEn: string;
  description: string;
  descriptionEn: string;
  categoryNames: readonly string[];
  soldQuantity: number;
}

const compounds =
  "ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ";
const pressed = new Map(
  compounds.split(" ").map(([letter = "", ...keys]) => [letter, keys.join("")]),
);

/** The keys that are pressed for a character, by Unicode's own decomposition of it. */
function keysOf(char: string): string {
  if (!/[가-힣]/.test(char)) return pressed.get(char) ?? char;
  const [lead = "", vowel = "", tail] = char.normalize("NFD");
  const letters = [
    "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[lead.charCodeAt(0) - 0x1100],
    "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"[vowel.charCodeAt(0) - 0x1161],
    tail && "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"[tail.charCodeAt(0) - 0x11a8],
  ];
  return letters.map((letter = "") => pressed.get(letter) ?? letter).join("");
}

const hangul = /[가-힣ㄱ-ㅣ]/;
const consonants = /^[ㄱ-ㅎ]+$/;
const squeeze = (text: string) => text.replaceAll(" ", "");

/** Whether a text, from its beginning, is what a character may become that is half typed. */
function becomes([next = "", after = ""]: string[], half: string): boolean {
  if (!hangul.test(half)) return next === half;
  if (!hangul.test(next)) return false;
  const keys = keysOf(half);
  if (keysOf(next).startsWith(keys)) return true;
  const last = keys.slice(-1);
  return (
    keys.length > 1 &&
    consonants.test(last) &&
    keysOf(next) === keys.slice(0, -1) &&
    hangul.test(after) &&
    keysOf(after).startsWith(last)
  );
}

/** Whether a text, from its beginning, is what a word may become. */
function isWord(text: string[], word: string): boolean {
  const chars = [...word];
  const before = chars.slice(0, -1);
  return (
    before.every((char, i) => text[i] === char) &&
    becomes(text.slice(before.length), chars.at(-1) ?? "")
  );
}

/** Whether a text begins with syllables of these initials. */
const hasInitials = (text: string[], word: string): boolean =>
  [...word]
    .map(keysOf)
    .join("")
    .split("")
    .every((key, i) => hangul.test(text[i] ?? "") && keysOf(text[i] ?? "")[0] === key);

const places = (text: string) => [...text].map((_, i, chars) => chars.slice(i));
const inText = (text: string, word: string) => places(text).some((rest) => isWord(rest, word));
const beginsName = (rest: string[], word: string) =>
  consonants.test(word) ? hasInitials(rest, word) : isWord(rest, word);
const forms = (name: string) => (hangul.test(name) ? [name, squeeze(name)] : [name]);

function wordClass(product: PlainProduct, word: string): number {
  const names = [product.name, product.nameEn].map(fold);
  const isIn = (name: string) =>
    forms(name).some((form) => places(form).some((rest) => beginsName(rest, word)));
  if (names.some((name) => name.split(" ").includes(word))) return 2;
  if (names.some((name) => forms(name).some((form) => form.includes(word)))) return 3;
  if (names.some((name) => name.split(" ").some((part) => beginsName([...part], word)))) return 5;
  if (names.some(isIn)) return 6;
  if (product.categoryNames.map(fold).some(isIn)) return 7;
  const texts = [product.description, product.descriptionEn].map(fold);
  return texts.some((text) => inText(text, word)) ? 8 : Number.POSITIVE_INFINITY;
}

/** Whether a whole query is the beginning of a name without blanks, half typed or by initials. */
function startsHalfTyped(name: string, words: string[]): boolean {
  let rest = [...squeeze(name)];
  for (const [i, word] of words.entries()) {
    if (i === words.length - 1) return beginsName(rest, word);
    const isFound = consonants.test(word)
      ? hasInitials(rest, word)
      : rest.join("").startsWith(word);
    if (!isFound) return false;
    rest = rest.slice(
      consonants.test(word) ? [...word].map(keysOf).join("").length : [...word].length,
    );
  }
  return false;
}

function classOf(product: PlainProduct, whole: string): number {
  const words = whole.split(" ");
  const worst = Math.max(...words.map((word) => wordClass(product, word)));
  const names = [product.name, product.nameEn].map(fold);
  const compared = (text: string) => (hangul.test(whole) ? squeeze(text) : text);
  if (names.some((name) => compared(name) === compared(whole))) return 0;
  if (names.some((name) => compared(name).startsWith(compared(whole)))) return 1;
  if (worst <= 3) return worst;
  if (!hangul.test(whole)) return worst;
  return names.some((name) => hangul.test(name) && startsHalfTyped(name, words)) ? 4 : worst;
}

/** The ids of the products that a query finds, the most relevant first. */
export function plainSearch(products: readonly PlainProduct[], q: string): string[] {
  const whole = fold(q);
  return products
    .map(({ ...product }) => ({ ...product, place: classOf(product, whole) }))
    .filter(({ place }) => place < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.place - b.place || b.soldQuantity - a.soldQuantity || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}
