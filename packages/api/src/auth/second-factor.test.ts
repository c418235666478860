import { createAuth } from "@sunchak/auth";
import { codeIn, stepAt } from "@sunchak/auth/totp";
import { type Json, times } from "@sunchak/testing";
import { describe, expect, test } from "vitest";
import { ADMIN_ORIGIN, type AdminApi, adminApiForTest, PASSWORD } from "../admin/admin.fixture.ts";

const MINUTE = 60_000;

const post = async (
  { send }: Pick<AdminApi, "send">,
  call: string,
  body: object,
  given: { token?: string; cookie?: string } = {},
) => {
  const { token, cookie } = given;
  const answer = await send("POST", `/api/auth/${call}`, {
    ...(token !== undefined && { token }),
    headers: { "content-type": "application/json", ...(cookie && { cookie }) },
    body: JSON.stringify(body),
  });
  const json = (await answer.json()) as Json;
  return { status: answer.status, json, answer, code: [answer.status, json.code] };
};

const tokenOf = ({ answer }: { answer: Response }) => answer.headers.get("set-auth-token") ?? "";

/** The code that an app shows now, or `later` steps later. */
const codeNow = ({ clock }: AdminApi, secret: string, later = 0) =>
  codeIn(stepAt(clock.now()) + later, secret);

/** A member of the staff who turned the factor on, a minute ago. */
async function withFactor(api: AdminApi) {
  const person = await api.person("owner");
  const { token, email } = person;
  const begun = await post(api, "second-factor/begin", { password: PASSWORD }, { token });
  const { secret } = begun.json;
  const code = codeNow(api, secret);
  const confirmed = await post(api, "second-factor/confirm", { code }, { token });
  expect(confirmed.status, JSON.stringify(confirmed.json)).toBe(200);
  api.clock.advance(MINUTE);
  const recoveryCodes: string[] = confirmed.json.recoveryCodes;
  const signIn = (code?: string) =>
    post(api, "sign-in/email", { email, password: PASSWORD, ...(code && { code }) });
  return { ...person, secret: secret as string, recoveryCodes, signIn };
}

const me = async (api: AdminApi, token: string) =>
  (await api.query("admin.session.me", undefined, token)).status;

const actions = async ({ runtime }: AdminApi, actorId: string) =>
  (
    await runtime.deps.db.client.auditEntry.findMany({
      where: { actorId },
      orderBy: { id: "asc" },
    })
  ).map(({ action }) => action);

describe.each(["sqlite", "postgresql"] as const)("a second factor, on %s", (provider) => {
  test("is asked for once the password is right, and no session begins before it is given", async () => {
    const api = await adminApiForTest({}, provider);
    const { id, email, secret, signIn } = await withFactor(api);
    const sessions = () => api.runtime.deps.db.client.session.count({ where: { userId: id } });
    const before = await sessions();
    const wrong = await post(api, "sign-in/email", { email, password: "wrong", code: "1" });
    expect(wrong.code).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
    for (const code of [undefined, "000000", "AAAAA-AAAAA"]) {
      const refused = await signIn(code);
      expect(refused.code).toEqual(code ? [400, "INVALID_CODE"] : [403, "SECOND_FACTOR_REQUIRED"]);
      expect(tokenOf(refused)).toBe("");
      expect(refused.answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
    }
    expect(await sessions()).toBe(before);
    const entered = await signIn(` ${codeNow(api, secret).replace(/^.../, "$& ")} `);
    expect(entered.status).toBe(200);
    expect(await me(api, tokenOf(entered))).toBe(200);
    expect(await sessions()).toBe(before + 1);
  });

  test("takes a code once, also when two sign-ins give it at the same moment", async () => {
    const api = await adminApiForTest({}, provider);
    const { secret, signIn } = await withFactor(api);
    const code = codeNow(api, secret);
    const answers = await Promise.all(times(3, () => signIn(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect((await signIn(code)).code).toEqual([400, "INVALID_CODE"]);
    // An older one counts no more either, a newer one does.
    expect((await signIn(codeNow(api, secret, -1))).code).toEqual([400, "INVALID_CODE"]);
    expect((await signIn(codeNow(api, secret, 1))).status).toBe(200);
  });

  test("takes a recovery code once, also at the same moment, and tells it in the audit log", async () => {
    const api = await adminApiForTest({}, provider);
    const { id, recoveryCodes, signIn } = await withFactor(api);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [one = "", two = ""] = recoveryCodes;
    const answers = await Promise.all(times(4, () => signIn(one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    expect((await signIn(two.toLowerCase().replace("-", " "))).status).toBe(200);
    expect((await signIn(two)).code).toEqual([400, "INVALID_CODE"]);
    expect(await actions(api, id)).toEqual([
      "user.turnOnSecondFactor",
      "user.useRecoveryCode",
      "user.useRecoveryCode",
    ]);
  });

  test("is locked for a while after five wrong codes, however many come at once", async () => {
    const api = await adminApiForTest({}, provider);
    const other = await withFactor(api);
    const { id, secret, recoveryCodes, signIn } = await withFactor(api);
    const codes = (answers: { code: unknown[] }[]) => answers.map(({ code }) => code[1]).sort();
    const guesses = await Promise.all(times(8, (i) => signIn(`00000${i}`)));
    expect(codes(guesses)).toEqual([
      ...Array(5).fill("INVALID_CODE"),
      ...Array(3).fill("SECOND_FACTOR_LOCKED"),
    ]);
    const locked = await signIn(codeNow(api, secret));
    expect(locked.code).toEqual([429, "SECOND_FACTOR_LOCKED"]);
    const wait = Number(locked.answer.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(60);
    expect(wait).toBeLessThanOrEqual(900);
    expect((await signIn(recoveryCodes[0])).code).toEqual([429, "SECOND_FACTOR_LOCKED"]);
    expect((await other.signIn(codeNow(api, other.secret))).status).toBe(200);
    api.clock.advance(15 * MINUTE);
    expect((await signIn(codeNow(api, secret))).status).toBe(200);
    expect(await actions(api, id)).toEqual(["user.turnOnSecondFactor", "user.lockSecondFactor"]);
  });

  test("can't be guessed faster by a session that has it", async () => {
    const api = await adminApiForTest({}, provider);
    const { token, secret } = await withFactor(api);
    const remove = (code: string) =>
      post(api, "second-factor/remove", { password: PASSWORD, code }, { token });
    for (const code of times(5, (i) => `00000${i}`)) {
      expect((await remove(code)).code).toEqual([400, "INVALID_CODE"]);
    }
    expect((await remove(codeNow(api, secret))).code).toEqual([429, "SECOND_FACTOR_LOCKED"]);
  });

  test("is on only after a first code, and then ends the sessions that began without it", async () => {
    const api = await adminApiForTest({}, provider);
    const { token, email } = await api.person("owner");
    const signIn = () => post(api, "sign-in/email", { email, password: PASSWORD });
    const begin = (password = PASSWORD) =>
      post(api, "second-factor/begin", { password }, { token });
    expect((await begin("wrong")).code).toEqual([400, "INVALID_PASSWORD"]);
    const first = await begin();
    const { json } = await begin();
    expect(json.uri).toContain(json.secret);
    const other = await signIn();
    expect(other.status).toBe(200);
    const confirm = (secret: string) =>
      post(api, "second-factor/confirm", { code: codeNow(api, secret) }, { token });
    // The secret that was shown before does not count any more.
    expect((await confirm(first.json.secret)).code).toEqual([400, "INVALID_CODE"]);
    expect(await me(api, tokenOf(other))).toBe(200);
    expect((await confirm(json.secret)).status).toBe(200);
    expect([await me(api, token), await me(api, tokenOf(other))]).toEqual([200, 401]);
    expect((await signIn()).code).toEqual([403, "SECOND_FACTOR_REQUIRED"]);
    expect((await begin()).code).toEqual([409, "SECOND_FACTOR_ON"]);
  });

  test("keeps whoever has the password alone from changing it in the storefront", async () => {
    const api = await adminApiForTest({}, provider);
    const { token, email, secret, signIn } = await withFactor(api);
    const shop = { send: api.sendToStorefront };
    const entered = await post(shop, "sign-in/email", { email, password: PASSWORD });
    expect(entered.status).toBe(200);
    const change = (currentPassword: string) => {
      const body = { currentPassword, newPassword: "seven ducks fly" };
      return post(shop, "change-password", body, { token: tokenOf(entered) });
    };
    expect((await change("wrong")).code).toEqual([400, "INVALID_PASSWORD"]);
    expect((await change(PASSWORD)).code).toEqual([403, "SECOND_FACTOR_REQUIRED"]);
    expect(await me(api, token)).toBe(200);
    expect((await signIn(codeNow(api, secret))).status).toBe(200);
  });

  test("leaves no session of a sign-in that began before it was on", async () => {
    const api = await adminApiForTest({}, provider);
    const { id, token, email } = await api.person("owner");
    const { db } = api.runtime.deps;
    const { json } = await post(api, "second-factor/begin", { password: PASSWORD }, { token });
    // Turns the factor on at the last moment before the sign-in stores its session.
    const turnOn = async () => {
      const code = codeNow(api, json.secret);
      expect((await post(api, "second-factor/confirm", { code }, { token })).status).toBe(200);
    };
    const client = db.client.$extends({
      query: { session: { create: ({ args, query }) => turnOn().then(() => query(args)) } },
    });
    const late = createAuth({
      ...{ db: { ...db, client: client as unknown as typeof db.client }, clock: api.clock },
      ...{ origin: ADMIN_ORIGIN, secret: "late", cookiePrefix: "late", adminsOnly: true },
      onWarning: () => {},
    });
    const entered = late.signIn(new Headers(), { email, password: PASSWORD });
    await expect(entered).rejects.toMatchObject({ code: "SECOND_FACTOR_REQUIRED" });
    expect(await db.client.session.count({ where: { userId: id } })).toBe(1);
    expect(await me(api, token)).toBe(200);
  });

  test("lets no session that it has ended change the password any more", async () => {
    const api = await adminApiForTest({}, provider);
    const { token, email } = await api.person("owner");
    const { auth } = api.runtime;
    const other = tokenOf(await post(api, "sign-in/email", { email, password: PASSWORD }));
    const session = await auth.findSession(new Headers({ authorization: `Bearer ${other}` }));
    if (!session) throw new Error("no session");
    const { json } = await post(api, "second-factor/begin", { password: PASSWORD }, { token });
    await post(api, "second-factor/confirm", { code: codeNow(api, json.secret) }, { token });
    const given = { currentPassword: PASSWORD, newPassword: "seven ducks fly" };
    const change = auth.changePassword(new Headers(), session, given);
    await expect(change).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await me(api, token)).toBe(200);
  });

  test("is turned off, and gets new recovery codes, by password and code", async () => {
    const api = await adminApiForTest({}, provider);
    const { id, token, email, secret, recoveryCodes, signIn } = await withFactor(api);
    const ask = (call: string, code: string, password = PASSWORD) =>
      post(api, `second-factor/${call}`, { password, code }, { token });
    for (const call of ["recovery-codes", "remove"]) {
      expect((await ask(call, codeNow(api, secret), "wrong")).code).toEqual([
        400,
        "INVALID_PASSWORD",
      ]);
    }
    const renewed = await ask("recovery-codes", codeNow(api, secret));
    expect(renewed.status).toBe(200);
    expect((await signIn(recoveryCodes[0])).code).toEqual([400, "INVALID_CODE"]);
    expect((await signIn(renewed.json.recoveryCodes[0])).status).toBe(200);
    expect((await ask("remove", renewed.json.recoveryCodes[1])).status).toBe(200);
    expect((await post(api, "sign-in/email", { email, password: PASSWORD })).status).toBe(200);
    expect(await actions(api, id)).toEqual([
      "user.turnOnSecondFactor",
      "user.renewRecoveryCodes",
      "user.useRecoveryCode",
      "user.turnOffSecondFactor",
    ]);
  });

  test("is needed to replace a weak password, and not given again to change one", async () => {
    const api = await adminApiForTest({}, provider);
    const { email, token, secret, signIn } = await withFactor(api);
    const changed = await post(
      api,
      "change-password",
      { currentPassword: PASSWORD, newPassword: "seven ducks fly" },
      { token },
    );
    expect(await me(api, tokenOf(changed))).toBe(200);
    // Weak, as that of a shopper who was made staff.
    const { authAccount } = api.runtime.deps.db.client;
    const weak = await authAccount.findFirstOrThrow({
      where: { user: { email: (await weakShopper(api)).email } },
    });
    await authAccount.updateMany({ where: { user: { email } }, data: { password: weak.password } });
    const given = { email, password: "12345678", newPassword: "eight ducks fly" };
    const renew = (code?: string) => post(api, "renew-password", { ...given, code });
    expect((await renew()).code).toEqual([403, "SECOND_FACTOR_REQUIRED"]);
    expect((await renew("000000")).code).toEqual([400, "INVALID_CODE"]);
    const renewed = await renew(codeNow(api, secret));
    expect(await me(api, tokenOf(renewed))).toBe(200);
    expect((await signIn(codeNow(api, secret, 1))).code).toEqual([
      401,
      "INVALID_EMAIL_OR_PASSWORD",
    ]);
  });
});

async function weakShopper({ sendToStorefront }: AdminApi) {
  const email = "weak@example.com";
  const made = await post({ send: sendToStorefront }, "sign-up/email", {
    email,
    password: "12345678",
    name: "보미",
  });
  expect(made.status).toBe(200);
  return { email };
}

test("no answer, log entry or row holds a secret or a code in plain", async () => {
  const api = await adminApiForTest();
  const { secret, recoveryCodes, token } = await withFactor(api);
  const { client } = api.runtime.deps.db;
  const session = await api.send("GET", "/api/auth/get-session", { token });
  const stored = JSON.stringify([
    await client.secondFactor.findMany(),
    await client.recoveryCode.findMany(),
    await client.auditEntry.findMany(),
    await session.json(),
  ]);
  for (const word of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.slice(0, 5))]) {
    expect(stored).not.toContain(word);
  }
});

test.each(["begin", "confirm", "remove", "recovery-codes"])(
  "second-factor/%s is for the staff, in the admin app",
  async (call) => {
    const api = await adminApiForTest();
    const shopper = await api.person("user");
    const body = { password: PASSWORD, code: "123456" };
    const input =
      call === "begin" ? { password: PASSWORD } : call === "confirm" ? { code: "1" } : body;
    const path = `second-factor/${call}`;
    expect((await post(api, path, input)).status).toBe(401);
    expect((await post(api, path, input, shopper)).status).toBe(403);
    expect((await post({ send: api.sendToStorefront }, path, input, shopper)).status).toBe(404);
  },
);
