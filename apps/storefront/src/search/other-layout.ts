import { convertHangulToQwerty, convertQwertyToHangul } from "es-hangul";

/**
 * What the keys of a search type when the keyboard is in the other language: "zjvl" is "커피", and
 * "ㅡㅕㅎ" is "mug". A word with a digit ("200g") stays as it is.
 * @returns null when it is the same text.
 */
export function inOtherLayout(search: string): string | null {
  const typed = search.normalize("NFC");
  // With Caps Lock on, no key was pressed with Shift.
  const keys = /\p{Ll}/u.test(typed) ? typed : typed.toLowerCase();
  const convert = /(?<!\S)[^\s\d]*[a-z]/i.test(keys)
    ? convertQwertyToHangul
    : convertHangulToQwerty;
  const other = keys.replace(/(?<!\S)[^\s\d]+(?!\S)/g, convert);
  return other === keys ? null : other;
}
