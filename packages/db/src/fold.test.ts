import { expect, test } from "vitest";
import { fold, searchName } from "./fold.ts";

test.each([
  ["Иван", "иван"],
  ["Ёлка и йод", "ёлка и йод"],
  ["ÉLOÏSE", "eloise"],
  ["Åsa", "asa"],
  ["Łódź, Ørsted, Æsir", "lodz, orsted, aesir"],
  ["Nguyễn", "nguyen"],
  ["ＡＢＣ１２", "abc12"],
  ["한글".normalize("NFD"), "한글"],
  ["ﾊﾝｶﾞｰ が", "ハンガー が"],
  ["Straße STRASSE ẞ", "strasse strasse ss"],
  ["İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"],
  ["ΟΔΟΣ οδός", "οδοσ οδόσ"],
  ["ﬁne ½ ㎏ ㈜", "fine 1⁄2 kg (주)"],
  ["O’Brien ‘n’ “Æ‑Ø”", "o'brien 'n' \"ae-o\""],
  ["Þórður", "thordur"],
  ["ㅋㅍ", "ㅋㅍ"],
  ["ﾻￂ ﾣ", "ㅋㅏ ㄳ"],
  ["\u1112\u1111", "ㅎㅍ"],
  ["커\u1111", "커ㅍ"],
  ["\u1161\u11a8\u11aa", "ㅏㄱㄳ"],
  ["달\u11a8", "달ㄱ"],
  ["㉠", "ㄱ"],
  ["하ㄳ ㅋㅏ", "하ㄳ ㅋㅏ"],
  ["👨‍👩‍👧 ❤️", "👨👩👧 ❤"],
  ["한​글", "한글"],
  ["  a\t\u00a0\u3000\nb ", "a b"],
  ["50％＿＼", "50%_\\"],
  ["\ud83d", "\ud83d"],
  ["​ ", ""],
  ["\u0001\u007f\u0085", ""],
  ["커\u0007피", "커피"],
])("%j is searched as %j", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test("a character folds alike in every case and form, and folding twice changes nothing more", () => {
  const odd: string[] = [];
  for (let point = 0; point < 0x30000; point++) {
    const letter = String.fromCodePoint(point);
    const forms = ["NFC", "NFD", "NFKC", "NFKD"].map((form) => letter.normalize(form));
    const alike = [...forms, letter.toUpperCase(), letter.toLowerCase(), fold(letter)];
    if (alike.some((other) => fold(other) !== fold(letter))) odd.push(letter);
  }
  expect(odd).toEqual([]);
});

test("a search never matches across two names", () => {
  expect(searchName("Café  Noir", "딸기")).toBe("cafe noir\n딸기");
});
