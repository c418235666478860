/** The letters that are typed with two keystrokes. */
const compounds: Partial<Record<string, string>> = {
  ㄳ: "ㄱㅅ",
  ㄵ: "ㄴㅈ",
  ㄶ: "ㄴㅎ",
  ㄺ: "ㄹㄱ",
  ㄻ: "ㄹㅁ",
  ㄼ: "ㄹㅂ",
  ㄽ: "ㄹㅅ",
  ㄾ: "ㄹㅌ",
  ㄿ: "ㄹㅍ",
  ㅀ: "ㄹㅎ",
  ㅄ: "ㅂㅅ",
  ㅘ: "ㅗㅏ",
  ㅙ: "ㅗㅐ",
  ㅚ: "ㅗㅣ",
  ㅝ: "ㅜㅓ",
  ㅞ: "ㅜㅔ",
  ㅟ: "ㅜㅣ",
  ㅢ: "ㅡㅣ",
};
const typed = (letter: string) => compounds[letter] ?? letter;

// In the order in which Unicode composes syllables of them.
const leads = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const vowels = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"].map(typed);
const closing = [..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
const tails = ["", ...closing.map(typed)];

const FIRST = 0xac00;
const OF_A_LEAD = vowels.length * tails.length;
const range = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => String.fromCharCode(first + i));
/** The letters on their own, such as the ㅋ of "ㅋㅋ". */
const letters = range(0x3131, 51);

/** The letters on their own, by those that Unicode joins to syllables. */
const singles = new Map([
  ...range(0x3131, 94).map((letter) => [letter.normalize("NFKD"), letter] as const),
  ...range(0x11a8, closing.length).map((tail, i) => [tail, closing[i] ?? ""] as const),
]);

/** A text in which the letters that are in no syllable are letters on their own: "ᄒ" is "ㅎ". */
export const singleLetters = (text: string): string =>
  text.replace(/[\u1100-\u11ff]/g, (letter) => singles.get(letter) ?? letter);

export const isSyllable = (char: string): boolean => /[가-힣]/.test(char);

/** Whether a character is a syllable or a single letter of Hangul. */
export const isHangul = (char: string): boolean => /[가-힣ㄱ-ㅣ]/.test(char);

/** Whether a word is initial consonants alone, as in "ㅋㅍ" for "커피". */
export const isInitials = (word: string): boolean => /^[ㄱ-ㅎ]+$/.test(word);

/**
 * The letters that are typed for a character, one a keystroke: "닭" is "ㄷㅏㄹㄱ", and "과" is "ㄱㅗㅏ".
 * Any other character is its own.
 */
export function keystrokes(char: string): string {
  const index = char.charCodeAt(0) - FIRST;
  if (index < 0 || index >= leads.length * OF_A_LEAD) return typed(char);
  const lead = leads[Math.floor(index / OF_A_LEAD)] ?? "";
  const vowel = vowels[Math.floor((index % OF_A_LEAD) / tails.length)] ?? "";
  return lead + vowel + (tails[index % tails.length] ?? "");
}

/** The letters that are typed for a text. */
export const allKeystrokes = (text: string): string => [...text].map(keystrokes).join("");

/** The Hangul characters for which these keystrokes are typed, or with which they begin. */
export function charactersBy(keys: string, how: "exactly" | "begin"): string[] {
  const lead = leads.indexOf(keys[0] ?? "");
  const syllables = lead < 0 ? [] : range(FIRST + lead * OF_A_LEAD, OF_A_LEAD);
  return [...letters, ...syllables].filter((char) =>
    how === "exactly" ? keystrokes(char) === keys : keystrokes(char).startsWith(keys),
  );
}
