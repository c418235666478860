import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const MAX_WORDS = 25;
const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

/** The words in the last column of the table of terms, in docs/words.md. */
const forbidden = read("docs/words.md")
  .split("\n")
  .map((line) => line.split("|"))
  .filter((cells) => cells.length === 6)
  .flatMap((cells) => [...(cells[4] ?? "").matchAll(/`([^`]+)`/g)])
  .map(([, word]) => word ?? "");

/** `path → text` of every message, without the names of its arguments. */
function textsOf(messages: object, path = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[path + key, value.replace(/\{\w+\}/g, "{}")]]
      : textsOf(value, `${path}${key}.`),
  );
}

const sentencesOf = (text: string) => text.split(/(?<=[.?!])\s+/);

describe.each(["storefront", "admin"])("the words of the %s", (app) => {
  const ko = textsOf(JSON.parse(read(`apps/${app}/messages/ko.json`)));
  const en = textsOf(JSON.parse(read(`apps/${app}/messages/en.json`)));

  it("use the terms of docs/words.md, and none that it forbids", () => {
    expect(forbidden.length).toBeGreaterThan(40);
    const found = forbidden.flatMap((word) => {
      const isKorean = /\p{Script=Hangul}/u.test(word);
      const pattern = new RegExp(isKorean ? `(?<!\\p{L})${word}` : `\\b${word}\\b`, "iu");
      return (isKorean ? ko : en).filter(([, text]) => pattern.test(text));
    });
    expect(found).toEqual([]);
  });

  it("are 해요체 in Korean", () => {
    const ends = (style: RegExp) =>
      ko.flatMap(([, text]) => sentencesOf(text)).filter((one) => style.test(one));
    expect(ends(/니다|십시오|다$/)).toEqual([]);
    const stopped = ends(/[.?]$/);
    expect(stopped.length).toBeGreaterThan(50);
    expect(stopped.filter((one) => !/요( \(\{\}\))?[.?]$/.test(one))).toEqual([]);
  });

  it("are short sentences in English, without shouting", () => {
    const isLong = (sentence: string) => sentence.split(/\s+/).length > MAX_WORDS;
    expect(en.filter(([, text]) => sentencesOf(text).some(isLong))).toEqual([]);
    expect([...ko, ...en].filter(([, text]) => text.includes("!"))).toEqual([]);
    expect(en.filter(([, text]) => /\w'\w/.test(text))).toEqual([]);
  });
});
