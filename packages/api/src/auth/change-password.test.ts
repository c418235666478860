import { times } from "@sunchak/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Api, PASSWORD, startApi } from "../api.fixture.ts";

const signIn = (api: Api, email: string, password: string) =>
  api.post("/api/auth/sign-in/email", { body: { email, password } });

const change = (api: Api, given: { token?: string; headers?: Record<string, string> }, body = {}) =>
  api.post("/api/auth/change-password", {
    ...given,
    body: { currentPassword: PASSWORD, newPassword: "another horse", ...body },
  });

const balance = async (api: Api, given: { token?: string; headers?: Record<string, string> }) =>
  (await api.get("/api/v1/balance", given)).status;

const tokenOf = (answer: { headers: Headers }) => answer.headers.get("set-auth-token") ?? "";
const cookieOf = (answer: { headers: Headers }) =>
  answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";

describe.each(["sqlite", "postgresql"] as const)("a changed password, on %s", (provider) => {
  const apiForTest = async () => {
    const api = await startApi({}, provider);
    onTestFinished(() => api.stop());
    return api;
  };

  test.each([{}, { revokeOtherSessions: true }, { revokeOtherSessions: false }])(
    "ends every session and begins a new one for the caller (%j)",
    async (wish) => {
      const api = await apiForTest();
      const { token, email, cookie } = await api.signUp();
      const other = await signIn(api, email, PASSWORD);
      const changed = await change(api, { headers: { cookie } }, wish);
      expect(changed.status, changed.text).toBe(200);
      expect(changed.json.user.email).toBe(email);

      // A copy of the session that made the change no longer works either.
      expect(await balance(api, { token })).toBe(401);
      expect(await balance(api, { headers: { cookie } })).toBe(401);
      expect(await balance(api, { token: tokenOf(other) })).toBe(401);
      expect(await balance(api, { headers: { cookie: cookieOf(other) } })).toBe(401);
      expect(await balance(api, { token: tokenOf(changed) })).toBe(200);
      expect(await balance(api, { headers: { cookie: cookieOf(changed) } })).toBe(200);

      expect((await signIn(api, email, PASSWORD)).status).toBe(401);
      expect((await signIn(api, email, "another horse")).status).toBe(200);
    },
  );

  test("ends sessions that begin with the old password at the same moment", async () => {
    const api = await apiForTest();
    const { token, email, userId } = await api.signUp();
    const signIns = () => times(6, () => signIn(api, email, PASSWORD));
    const early = signIns();
    const changing = change(api, { token });
    const answers = await Promise.all([...early, ...signIns()]);
    const changed = await changing;
    expect(changed.status, changed.text).toBe(200);
    for (const answer of answers) {
      expect([200, 401]).toContain(answer.status);
      if (answer.status === 200) expect(await balance(api, { token: tokenOf(answer) })).toBe(401);
    }
    expect(await balance(api, { token: tokenOf(changed) })).toBe(200);
    expect(await api.runtime.deps.db.client.session.count({ where: { userId } })).toBe(1);
  });

  test("is stored once when two are set at once, and the other caller is refused", async () => {
    const api = await apiForTest();
    const { token, email } = await api.signUp();
    const answers = await Promise.all(
      ["first horse", "second horse"].map((newPassword) => change(api, { token }, { newPassword })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(answers.find(({ status }) => status === 400)?.json.code).toBe("INVALID_PASSWORD");
    const opened = await Promise.all(
      ["first horse", "second horse"].map((password) => signIn(api, email, password)),
    );
    expect(opened.map(({ status }) => status)).toEqual(
      answers.map(({ status }) => (status === 200 ? 200 : 401)),
    );
  });
});

test.each<[string, object, number, string]>([
  ["a wrong current password", { currentPassword: "wrong" }, 400, "INVALID_PASSWORD"],
  ["a short new one", { newPassword: "short" }, 400, "VALIDATION_FAILED"],
  ["a long new one", { newPassword: "x".repeat(129) }, 400, "VALIDATION_FAILED"],
  ["a new one of long characters", { newPassword: "😀".repeat(65) }, 400, "PASSWORD_TOO_LONG"],
])("%s changes no password and ends no session", async (_name, body, status, code) => {
  const api = await startApi();
  onTestFinished(() => api.stop());
  const { token, email } = await api.signUp();
  const answer = await change(api, { token }, body);
  expect([answer.status, answer.json.code]).toEqual([status, code]);
  expect(await balance(api, { token })).toBe(200);
  expect((await signIn(api, email, PASSWORD)).status).toBe(200);
});

test("a change succeeds even when no new session could begin after it", async () => {
  const api = await startApi();
  onTestFinished(() => api.stop());
  const { token, email, userId } = await api.signUp();
  const { client } = api.runtime.deps.db;
  await client.$executeRawUnsafe(
    "CREATE TRIGGER full BEFORE INSERT ON sessions BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  const changed = await change(api, { token });
  expect([changed.status, changed.json.user.id, tokenOf(changed)]).toEqual([200, userId, ""]);
  await client.$executeRawUnsafe("DROP TRIGGER full");
  expect(await balance(api, { token })).toBe(401);
  expect((await signIn(api, email, PASSWORD)).status).toBe(401);
  expect((await signIn(api, email, "another horse")).status).toBe(200);
});

test("changing a password needs a session", async () => {
  const api = await startApi();
  onTestFinished(() => api.stop());
  for (const given of [{}, { token: "forged.token" }]) {
    const answer = await change(api, given);
    expect([answer.status, answer.json.code]).toEqual([401, "UNAUTHENTICATED"]);
  }
});
