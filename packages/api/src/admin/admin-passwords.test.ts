import { WON_BOUND } from "@sunchak/core";
import { type Json, makeShopper } from "@sunchak/testing";
import { describe, expect, test } from "vitest";
import { type AdminApi, adminApiForTest, PASSWORD } from "./admin.fixture.ts";

const STRONG = "seven ducks fly";

const post = async (
  send: AdminApi["send"],
  call: string,
  body: object,
  given: { token?: string; remoteAddress?: string } = {},
) => {
  const headers = { "content-type": "application/json" };
  const init = { ...given, headers, body: JSON.stringify(body) };
  const answer = await send("POST", `/api/auth/${call}`, init);
  return { answer, status: answer.status, json: (await answer.json()) as Json };
};

const tokenOf = ({ answer }: { answer: Response }) => answer.headers.get("set-auth-token") ?? "";
const codeOf = ({ status, json }: { status: number; json: Json }) => [status, json.code];

/** A shopper with a weak password whom an admin has just made an admin. */
async function promoted(api: AdminApi) {
  const person = { email: "newcomer@example.com", password: "12345678" };
  const signedUp = await post(api.sendToStorefront, "sign-up/email", { ...person, name: "새내기" });
  const { token } = await api.person("owner");
  const { id } = signedUp.json.user;
  const { status } = await api.mutate(
    "admin.user.setRole",
    { id, role: "owner", reason: "채용" },
    token,
  );
  expect(status).toBe(200);
  return { ...person, id, token: tokenOf(signedUp) };
}

describe.each(["sqlite", "postgresql"] as const)("a promoted shopper, on %s", (provider) => {
  test("with a weak password cannot enter the admin app in any way, and keeps the storefront", async () => {
    const api = await adminApiForTest({}, provider);
    const { email, password, token } = await promoted(api);
    const sessions = () => api.runtime.deps.db.client.session.count();
    const before = await sessions();

    expect(await api.query("admin.session.me", undefined, token)).toMatchObject({
      status: 401,
      error: { code: "UNAUTHENTICATED" },
    });
    expect((await api.send("GET", "/api/orders.csv", { token })).status).toBe(401);
    const refused = await post(api.send, "sign-in/email", { email, password });
    expect(codeOf(refused)).toEqual([403, "PASSWORD_TOO_WEAK"]);
    expect(tokenOf(refused)).toBe("");
    expect(refused.answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
    const confirmed = await post(api.send, "confirm-password", { password }, { token });
    expect(codeOf(confirmed)).toEqual([401, "UNAUTHENTICATED"]);
    expect(await sessions()).toBe(before);

    const again = await post(api.sendToStorefront, "sign-in/email", { email, password });
    expect(again.status).toBe(200);
    const { status } = await api.query("admin.session.me", undefined, tokenOf(again));
    expect(status).toBe(401);
  });

  test("sets a strong password while signing in, which ends every earlier session", async () => {
    const api = await adminApiForTest({}, provider);
    const { email, password, token, id } = await promoted(api);
    const renew = (newPassword: string) =>
      post(api.send, "renew-password", { email, password, newPassword });
    for (const weak of ["eleven char", "newcomer-of-the-shop", "password-of-mine"]) {
      expect(codeOf(await renew(weak))).toEqual([400, "PASSWORD_TOO_WEAK"]);
    }
    const balance = async (as: string) =>
      (await api.sendToStorefront("GET", "/api/v1/balance", { token: as })).status;
    expect(await balance(token)).toBe(200);

    const renewed = await renew(STRONG);
    expect(renewed.status).toBe(200);
    const me = await api.query("admin.session.me", undefined, tokenOf(renewed));
    expect(me.data).toEqual({ id, email, name: "새내기", role: "owner" });
    const session = await api.send("GET", "/api/auth/get-session", { token: tokenOf(renewed) });
    expect(await session.text()).not.toMatch(/password/i);
    expect(await balance(token)).toBe(401);
    expect((await post(api.send, "sign-in/email", { email, password })).status).toBe(401);
    const withNew = await post(api.send, "sign-in/email", { email, password: STRONG });
    expect(withNew.status).toBe(200);
  });
});

describe("setting a new password while signing in", () => {
  test("is for admins only, and needs the current password", async () => {
    const api = await adminApiForTest();
    const shopper = await api.person("user");
    const renew = (email: string, password: string) =>
      post(api.send, "renew-password", { email, password, newPassword: STRONG });
    expect(codeOf(await renew(shopper.email, PASSWORD))).toEqual([403, "FORBIDDEN"]);
    const wrong = await renew(shopper.email, "wrong password");
    expect(codeOf(wrong)).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
    const unknown = await renew("nobody@example.com", PASSWORD);
    expect([unknown.status, unknown.json]).toEqual([wrong.status, wrong.json]);
    const signedIn = { email: shopper.email, password: PASSWORD };
    expect((await post(api.sendToStorefront, "sign-in/email", signedIn)).status).toBe(200);
    // The storefront does not offer it.
    const there = { ...signedIn, newPassword: STRONG };
    expect((await post(api.sendToStorefront, "renew-password", there)).status).toBe(404);
  });

  test("is not needed when the current password is strong, which then stays valid", async () => {
    const api = await adminApiForTest();
    const { email } = await api.person("owner");
    const given = { email, password: PASSWORD, newPassword: STRONG };
    expect((await post(api.send, "renew-password", given)).status).toBe(200);
    expect((await post(api.send, "sign-in/email", given)).status).toBe(400);
    const { status } = await post(api.send, "sign-in/email", { email, password: PASSWORD });
    expect(status).toBe(200);
  });

  test("counts against the limit of signing in", async () => {
    const api = await adminApiForTest({ RATE_LIMIT: "on" });
    const guess = (i: number) =>
      post(
        api.send,
        "renew-password",
        { email: "boss@example.com", password: "guess", newPassword: STRONG },
        { remoteAddress: `203.0.113.${i}` },
      );
    for (let i = 0; i < 10; i++) expect((await guess(i)).status).toBe(401);
    expect(codeOf(await guess(10))).toEqual([429, "RATE_LIMITED"]);
  });
});

test("neither app lets an admin change to a weak password", async () => {
  const api = await adminApiForTest();
  const { email, token } = await api.person("owner");
  const there = await post(api.sendToStorefront, "sign-in/email", { email, password: PASSWORD });
  for (const [send, as] of [
    [api.send, token],
    [api.sendToStorefront, tokenOf(there)],
  ] as const) {
    const given = { currentPassword: PASSWORD, newPassword: "12345678" };
    const refused = await post(send, "change-password", given, { token: as });
    expect(codeOf(refused)).toEqual([400, "PASSWORD_TOO_WEAK"]);
  }
  const given = { currentPassword: PASSWORD, newPassword: STRONG };
  const changed = await post(api.send, "change-password", given, { token });
  expect(changed.status).toBe(200);
  expect((await api.query("admin.session.me", undefined, tokenOf(changed))).status).toBe(200);
  expect((await api.query("admin.session.me", undefined, token)).status).toBe(401);
});

test("the admin app never changes a shopper's password, whatever session is sent", async () => {
  const api = await adminApiForTest();
  const { email, token } = await api.person("user");
  const given = { currentPassword: PASSWORD, newPassword: STRONG };
  const refused = await post(api.send, "change-password", given, { token });
  expect(codeOf(refused)).toEqual([403, "FORBIDDEN"]);
  const again = await post(api.sendToStorefront, "sign-in/email", { email, password: PASSWORD });
  expect(again.status).toBe(200);
});

describe.each(["sqlite", "postgresql"] as const)("moving much money, on %s", (provider) => {
  test("needs the password again after a while, and then succeeds with the same key", async () => {
    const api = await adminApiForTest({}, provider);
    const { token } = await api.person("owner");
    const id = await makeShopper(api.runtime.deps);
    const adjust = (amount: number, idempotencyKey: string) =>
      api.mutate("admin.user.adjustBalance", { id, amount, reason: "보상", idempotencyKey }, token);
    const confirm = (password: string) =>
      post(api.send, "confirm-password", { password }, { token });
    expect((await adjust(WON_BOUND + 1, "one")).status).toBe(200);

    api.clock.advance(600_000);
    expect((await adjust(WON_BOUND, "two")).status).toBe(200);
    const refused = await adjust(1, "three");
    expect([refused.status, refused.error.code]).toEqual([403, "PASSWORD_REQUIRED"]);
    for (const role of ["owner", "user"]) {
      const other = await api.mutate("admin.user.setRole", { id, role, reason: "채용" }, token);
      expect([other.status, other.error.code]).toEqual([403, "PASSWORD_REQUIRED"]);
    }
    expect(codeOf(await confirm("wrong password"))).toEqual([400, "INVALID_PASSWORD"]);
    expect((await adjust(1, "three")).error.code).toBe("PASSWORD_REQUIRED");
    expect((await confirm(PASSWORD)).status).toBe(200);
    expect((await adjust(1, "three")).data.balance).toBe(2 * WON_BOUND + 2);
    expect(
      (await api.mutate("admin.user.setRole", { id, role: "owner", reason: "채용" }, token)).status,
    ).toBe(200);
  });
});

test("an admin can give the password again five times in five minutes, from all addresses together", async () => {
  const api = await adminApiForTest({ RATE_LIMIT: "on" });
  const { token } = await api.person("owner");
  const other = await api.person("owner");
  const confirm = (password: string, i: number, as = token) =>
    post(api.send, "confirm-password", { password }, { token: as, remoteAddress: `10.0.0.${i}` });
  for (let i = 0; i < 5; i++) expect((await confirm("wrong password", i)).status).toBe(400);
  const refused = await confirm(PASSWORD, 5);
  expect(codeOf(refused)).toEqual([429, "RATE_LIMITED"]);
  const wait = Number(refused.answer.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(60);
  expect(wait).toBeLessThanOrEqual(300);
  expect((await confirm(PASSWORD, 6, other.token)).status).toBe(200);
});
