import { expect, it } from "vitest";
import { inOtherLayout } from "./other-layout.ts";

it.each([
  ["zjvl", "커피"],
  ["ZJVL", "커피"],
  ["zjvl dnjsen 200g", "커피 원두 200g"],
  ["Rhc", "꽃"],
  ["커피 dnjsen", "커피 원두"],
  ["ㅡㅕㅎ", "mug"],
  ["ㅡㅕㅎ".normalize("NFD"), "mug"],
  ["뽀ㅒ", "QhO"],
  ["ㅊㅐㅐㅏ 12%", "cook 12%"],
  ["ㅡㅕㅎ 330ml", "mug 330ml"],
  ["챌ㄷ", "cofe"],
  ["zjvl 500g", "커피 500g"],
  ["ZJVL 500g", "커피 500g"],
  ["커피 qnstl", "커피 분시"],
  ["zjvl mug", "커피 mug"],
  ["Coffee dnjsen", "Coffee 원두"],
])("%s is %s in the other layout", (text, other) => {
  expect(inOtherLayout(text)).toBe(other);
});

it.each(["", "12 %", "🎁", "mug", "zjvl2", "ㅡㅕㅎ-330"])(
  "%s has no word of the other layout",
  (text) => {
    expect(inOtherLayout(text)).toBeNull();
  },
);
