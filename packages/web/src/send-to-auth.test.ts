import { afterEach, describe, expect, test, vi } from "vitest";
import { type AuthCall, sendToAuth } from "./send-to-auth.ts";

afterEach(() => void vi.unstubAllGlobals());

/** The shop as the browser sees it: its answer to the call, and its answer to who is signed in. */
function shopAnswers(answer: Response, session: object | null) {
  vi.stubGlobal("fetch", async (path: string) =>
    path === "/api/auth/get-session" ? Response.json(session) : answer,
  );
}

const signedIn = () => Response.json({ token: "t", user: {} });
const beginning: AuthCall[] = [
  "sign-in/email",
  "sign-up/email",
  "renew-password",
  "change-password",
];

describe.each(beginning)("a call of %s that begins a session", (call) => {
  test("succeeds when the browser sends the session back", async () => {
    shopAnswers(signedIn(), { user: {} });
    expect(await sendToAuth(call, {})).toMatchObject({ ok: true });
  });

  test("fails with COOKIES_NEEDED when the browser does not keep the session", async () => {
    shopAnswers(signedIn(), null);
    expect(await sendToAuth(call, {})).toEqual({ ok: false, code: "COOKIES_NEEDED", details: {} });
  });
});

test.each(["renew-password", "change-password"] as const)(
  "%s without a new session asks the user to sign in with the new password",
  async (call) => {
    shopAnswers(Response.json({ token: null, user: {} }), null);
    expect(await sendToAuth(call, {})).toEqual({ ok: false, code: "SIGN_IN_ANEW", details: {} });
  },
);

test.each(["confirm-password", "sign-out"] as const)(
  "%s succeeds without a session",
  async (call) => {
    shopAnswers(Response.json({ success: true }), null);
    expect(await sendToAuth(call, {})).toMatchObject({ ok: true });
  },
);

test("a refusal keeps its code and its details", async () => {
  const refusal = { code: "FORBIDDEN", details: { allowedOrigin: "https://shop.example" } };
  shopAnswers(Response.json({ ...refusal, message: "No." }, { status: 403 }), null);
  expect(await sendToAuth("sign-in/email", {})).toEqual({ ok: false, ...refusal });
});

test.each([
  ["<html>", "UNKNOWN"],
  ["{}", "INTERNAL"],
  ['{"code":7}', "INTERNAL"],
  ["null", "UNKNOWN"],
])("an answer that is not the shop's, %s, is an error", async (body, code) => {
  shopAnswers(new Response(body, { status: 502 }), null);
  expect(await sendToAuth("sign-in/email", {})).toEqual({ ok: false, code, details: {} });
});
