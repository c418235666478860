import type { Page } from "@playwright/test";
import { expect } from "./shop.ts";

/** The idempotency keys of each of these calls, sent or not, in turn. */
export function keysOf(page: Page, calls: RegExp) {
  const keys: Record<string, string[]> = {};
  page.on("request", (request) => {
    const key = /"idempotencyKey":"([^"]+)"/.exec(request.postData() ?? "")?.[1];
    const call = calls.exec(request.url())?.[0];
    if (key && call) keys[call] = [...(keys[call] ?? []), key];
  });
  return keys;
}

/** The press after an unsent one repeats the call: had it been sent, it has no second effect. */
export function expectRepeated(keys: string[] | undefined, what: string) {
  const [unsent, sent, ...more] = keys ?? [];
  expect([what, unsent, more]).toEqual([what, sent, []]);
  expect(sent).toBeDefined();
}
