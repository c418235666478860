import { expect, test } from "vitest";
import { charactersBy, keystrokes } from "./hangul.ts";

test.each([
  ["커", "ㅋㅓ"],
  ["닭", "ㄷㅏㄹㄱ"],
  ["과", "ㄱㅗㅏ"],
  ["꽃", "ㄲㅗㅊ"],
  ["뷁", "ㅂㅜㅔㄹㄱ"],
  ["ㄳ", "ㄱㅅ"],
  ["ㅢ", "ㅡㅣ"],
  ["ㅋ", "ㅋ"],
  ["a", "a"],
  ["🎁", "🎁"],
])("%s is typed %s", (char, keys) => {
  expect(keystrokes(char)).toBe(keys);
});

test("what is typed for a syllable is typed for it alone, so that no two are confused", () => {
  const syllables = Array.from({ length: 11_172 }, (_, i) => String.fromCharCode(0xac00 + i));
  const odd = syllables.filter((syllable) => {
    const typed = charactersBy(keystrokes(syllable), "exactly");
    return typed.length !== 1 || typed[0] !== syllable;
  });
  expect(odd).toEqual([]);
}, 60_000);

test("a half-typed syllable becomes those that go on with its keys", () => {
  expect(charactersBy("ㄱㅗ", "begin").join("")).toMatch(/^고.*과.*괘.*괴.*굏$/);
  expect(charactersBy("ㄷㅏㄹ", "begin").join("")).toBe("달닭닮닯닰닱닲닳");
  expect(charactersBy("ㅋ", "begin").slice(0, 2)).toEqual(["ㅋ", "카"]);
  expect(charactersBy("ㄱ", "begin").slice(0, 2)).toEqual(["ㄱ", "ㄳ"]);
});
