import { convertHangulToQwerty, convertQwertyToHangul } from "es-hangul";

/**
 * What the keys of a search type when the keyboard is in the other language: "zjvl" is "커피", and
 * "ㅡㅕㅎ" is "mug". Either the words of Latin letters alone that become whole syllables are typed
 * anew, or, when there are none, those of Hangul alone. Any other word ("200g") stays as it is.
 * @returns null when it is the same text.
 */
export function inOtherLayout(search: string): string | null {
  const typed = search.normalize("NFC");
  const others = [inHangul, inLatin].map((typeAnew) => typed.replace(/\S+/g, typeAnew));
  return others.find((other) => other !== typed) ?? null;
}

function inHangul(word: string): string {
  if (!/^[a-z]+$/i.test(word)) return word;
  // With Caps Lock on, no key was pressed with Shift.
  const other = convertQwertyToHangul(/[a-z]/.test(word) ? word : word.toLowerCase());
  return /^[가-힣]+$/.test(other) ? other : word;
}

const inLatin = (word: string): string =>
  /^[가-힣ㄱ-ㅣ]+$/.test(word) ? convertHangulToQwerty(word) : word;
