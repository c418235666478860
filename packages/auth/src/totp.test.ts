import { expect, test } from "vitest";
import { codeIn, findStep, newSecret, setupUri, stepAt } from "./totp.ts";

/** The secret of RFC 6238's appendix B. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("at second %i the code is the RFC's", (second, code) => {
  expect(codeIn(stepAt(new Date(second * 1000)), secret)).toBe(code);
});

test("a code counts in its step and in those beside it, and in no other", () => {
  const at = (step: number) => findStep(codeIn(1_000, secret), secret, new Date(step * 30_000));
  expect([998, 999, 1_000, 1_001, 1_002].map(at)).toEqual([null, 1_000, 1_000, 1_000, null]);
});

test("a new secret is another each time, and reaches the app with the email", () => {
  const one = newSecret();
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(newSecret()).not.toBe(one);
  expect(new URL(setupUri(one, "a+b@example.com")).searchParams.get("secret")).toBe(one);
});
