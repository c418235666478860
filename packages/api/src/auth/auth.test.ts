import { createHmac } from "node:crypto";
import { registerUser } from "@sunchak/auth";
import { listUsers } from "@sunchak/core";
import { describe, expect, test } from "vitest";
import { type Api, apiForTest, PASSWORD } from "../api.fixture.ts";

const signUp = "/api/auth/sign-up/email";
const signIn = "/api/auth/sign-in/email";
const person = { email: "Bomi@Example.com", password: PASSWORD, name: "보미" };

const me = async (api: Api, token: string) => {
  const answer = await api.get("/api/trpc/session.me", { token });
  return answer.json.result.data;
};

describe("signing up and in", () => {
  test("makes a shopper, who can use the cookie or the bearer token", async () => {
    const api = await apiForTest();
    const answer = await api.post(signUp, { body: person });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie()[0] ?? "";
    expect(cookie).toMatch(/^sunchak\.session_token=.*HttpOnly.*SameSite=Lax/i);
    const token = answer.headers.get("set-auth-token") ?? "";
    const user = { id: expect.any(String), email: "bomi@example.com", name: "보미", role: "user" };
    expect(await me(api, token)).toEqual(user);
    const headers = { cookie: cookie.split(";")[0] ?? "" };
    expect((await api.get("/api/v1/balance", { headers })).status).toBe(200);
    expect((await api.get("/api/auth/get-session", { headers })).json.user.email).toBe(user.email);
  });

  test("makes a user who is found by their name, however it is written", async () => {
    const api = await apiForTest();
    const { deps } = api.runtime;
    const name = " Éloïse \n Иванова".normalize("NFD");
    const answer = await api.post(signUp, { body: { ...person, name } });
    expect(answer.json.user.name).toBe("Éloïse Иванова");
    expect(JSON.stringify(answer.json)).not.toContain("eloise");
    const made = await registerUser(deps.db, {
      email: "two@example.com",
      password: PASSWORD,
      name: "ELOISE иванова",
      role: "user",
    });
    const { items } = await listUsers(deps, { q: "eloïse ИВАН", size: 9 });
    expect(items.map(({ id }) => id).sort()).toEqual([answer.json.user.id, made.id].sort());
  });

  test.each([
    ["role", "admin"],
    ["searchName", "somebody else"],
    ["banned", false],
    ["emailVerified", true],
    ["id", "chosen"],
    ["image", "https://elsewhere.example/x.png"],
    ["callbackURL", "https://elsewhere.example"],
  ])("takes no %s from a request", async (field, value) => {
    const api = await apiForTest();
    const answer = await api.post(signUp, { body: { ...person, [field]: value } });
    expect([answer.status, answer.json.code]).toEqual([400, "VALIDATION_FAILED"]);
    expect(await api.runtime.deps.db.client.user.count()).toBe(0);
  });

  test.each<[string, object]>([
    ["a short password", { ...person, password: "short" }],
    ["a long password", { ...person, password: "x".repeat(129) }],
    ["no email", { ...person, email: "bomi" }],
    ["a name of U+0000", { ...person, name: "a\u0000b" }],
    ["an empty name", { ...person, name: "  " }],
    ["a name that turns the direction", { ...person, name: "gift\u202etfig" }],
    ["a numeric password", { ...person, password: 12345678 }],
    ["nothing", {}],
  ])("refuses %s", async (_name, body) => {
    const api = await apiForTest();
    const answer = await api.post(signUp, { body });
    expect([answer.status, answer.json.code]).toEqual([400, "VALIDATION_FAILED"]);
  });

  test("makes one user when one email signs up many times at once, and refuses the others alike", async () => {
    const api = await apiForTest();
    const answers = await Promise.all(
      ["Bomi@example.com", "bomi@Example.com", "BOMI@example.com", "bomi@example.com"].map(
        (email) => api.post(signUp, { body: { ...person, email } }),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ status, json }) => [status, json.code])).toEqual(
      Array(3).fill([422, "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"]),
    );
    expect(await api.runtime.deps.db.client.user.count()).toBe(1);
  });

  test("answers a wrong password and an unknown email with the same 401", async () => {
    const api = await apiForTest();
    await api.post(signUp, { body: person });
    const wrong = await api.post(signIn, { body: { email: person.email, password: "wrong one" } });
    const unknown = await api.post(signIn, {
      body: { email: "no@example.com", password: "wrong" },
    });
    expect([wrong.status, wrong.json]).toEqual([unknown.status, unknown.json]);
    expect([wrong.status, wrong.json.code]).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
  });
});

describe("a session", () => {
  test("ends everywhere at once when its user signs out", async () => {
    const api = await apiForTest();
    const { token, cookie } = await api.signUp();
    expect((await api.post("/api/auth/sign-out", { headers: { cookie } })).status).toBe(200);
    expect(await me(api, token)).toBeNull();
    expect((await api.get("/api/v1/balance", { token })).status).toBe(401);
  });

  test("can be ended by a bearer token without a body", async () => {
    const api = await apiForTest();
    const { token } = await api.signUp();
    expect((await api.post("/api/auth/sign-out", { token })).status).toBe(200);
    expect(await me(api, token)).toBeNull();
  });

  test("is not reported as ended when the database could not end it", async () => {
    const api = await apiForTest();
    const { token } = await api.signUp();
    await api.runtime.deps.db.client.$executeRawUnsafe(
      "CREATE TRIGGER full BEFORE DELETE ON sessions BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    expect((await api.post("/api/auth/sign-out", { token })).status).toBeGreaterThanOrEqual(500);
    expect(await me(api, token)).not.toBeNull();
  });

  test("of a banned user is refused from the next call on, until the ban is over", async () => {
    const api = await apiForTest();
    const { token, userId, email } = await api.signUp();
    const { user } = api.runtime.deps.db.client;
    await user.update({ where: { id: userId }, data: { banned: true } });
    expect(await me(api, token)).toBeNull();
    const answer = await api.post(signIn, { body: { email, password: PASSWORD } });
    expect([answer.status, answer.json.code]).toEqual([403, "BANNED_USER"]);
    const banExpires = new Date(api.clock.now().getTime() - 1);
    await user.update({ where: { id: userId }, data: { banExpires } });
    expect(await me(api, token)).not.toBeNull();
  });

  test("shows a changed role at once, and never an unknown role", async () => {
    const api = await apiForTest();
    const { token, userId } = await api.signUp();
    const { user } = api.runtime.deps.db.client;
    await user.update({ where: { id: userId }, data: { role: "owner" } });
    expect((await me(api, token)).role).toBe("owner");
    await user.update({ where: { id: userId }, data: { role: "janitor" } });
    expect((await me(api, token)).role).toBe("user");
  });

  test("lasts seven days", async () => {
    const api = await apiForTest();
    const { token } = await api.signUp();
    api.clock.advance(7 * 86_400_000 - 60_000);
    expect(await me(api, token)).not.toBeNull();
    api.clock.advance(120_000);
    expect(await me(api, token)).toBeNull();
  });

  test("is in cookies of this host only, where the shop is served over https", async () => {
    const api = await apiForTest({ STOREFRONT_URL: "https://shop.example.com" });
    const balance = async (cookie: string) =>
      (await api.get("/api/v1/balance", { headers: { cookie } })).status;
    const entered = await api.post(signUp, { body: { ...person, rememberMe: false } });
    const cookies = entered.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual([
      "__Host-sunchak.session_token",
      "__Host-sunchak.dont_remember",
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/i);
      expect(cookie).not.toMatch(/Domain/i);
    }
    const [cookie = ""] = (cookies[0] ?? "").split(";");
    expect(await balance(cookie)).toBe(200);
    // A cookie that a page on another host of the same site could have set.
    expect(await balance(cookie.replace("__Host-", "__Secure-"))).toBe(401);
    expect(await balance(cookie.replace("__Host-", ""))).toBe(401);

    const headers = { cookie: cookies.map((each) => each.split(";")[0]).join("; ") };
    const body = { currentPassword: PASSWORD, newPassword: "another horse" };
    const changed = await api.post("/api/auth/change-password", { headers, body });
    const [renewed = ""] = changed.headers.getSetCookie();
    expect(renewed).toMatch(/^__Host-sunchak\.session_token=/);
    // The cookie still lasts until the browser is closed.
    expect(renewed).not.toMatch(/Max-Age|Expires/i);
    expect(await balance(renewed.split(";")[0] ?? "")).toBe(200);
    const left = await api.post("/api/auth/sign-out", { headers });
    expect(left.headers.getSetCookie().join()).toMatch(/__Host-sunchak\.session_token=;/);
  });

  test("needs a signed token", async () => {
    const api = await apiForTest();
    const { token } = await api.signUp();
    const plain = decodeURIComponent(token).split(".")[0] ?? "";
    const forged = `${plain}.${createHmac("sha256", "another secret").update(plain).digest("base64")}`;
    for (const bad of [plain, forged, `${plain}.`, `.${plain}`, `${token}x`, "%", "", "a.b"]) {
      expect((await api.get("/api/v1/balance", { token: bad })).status).toBe(401);
      const headers = { cookie: `sunchak.session_token=${bad}` };
      expect((await api.get("/api/v1/balance", { headers })).status).toBe(401);
    }
  });

  test("of the admin app's cookie is not accepted by the storefront", async () => {
    const api = await apiForTest();
    const { cookie } = await api.signUp();
    const headers = { cookie: cookie.replace("sunchak.", "sunchak-admin.") };
    expect((await api.get("/api/v1/balance", { headers })).status).toBe(401);
  });
});

describe("the library's other endpoints", () => {
  test.each([
    ...["admin/set-role", "admin/create-user", "admin/list-users", "admin/ban-user"],
    ...[
      "admin/impersonate-user",
      "admin/remove-user",
      "update-user",
      "delete-user",
      "list-sessions",
    ],
    ...["change-email", "sign-in/social", "callback/github", "reset-password/x", "ok", "error"],
    ...["sign-up/email/", "Sign-Up/email", "../auth/admin/list-users", "sign-in/email%2f"],
  ])("%s is not found, not even for an admin", async (path) => {
    const api = await apiForTest();
    const { token, userId } = await api.signUp();
    const { user } = api.runtime.deps.db.client;
    await user.update({ where: { id: userId }, data: { role: "owner" } });
    for (const method of ["GET", "POST"]) {
      const answer = await api.call(method, `/api/auth/${path}`, { token });
      expect([answer.status, answer.json.code]).toEqual([404, "NOT_FOUND"]);
    }
  });

  test("are refused inside the library too", async () => {
    const api = await apiForTest();
    const { token } = await api.signUp();
    const paths = ["admin/list-users", "admin/set-role", "update-user", "list-sessions"];
    for (const path of [...paths, "change-password", "verify-password"]) {
      for (const method of ["GET", "POST"]) {
        const headers = new Headers({ authorization: `Bearer ${token}` });
        const body = method === "POST" ? {} : undefined;
        const answer = await api.runtime.auth.ask(`/api/auth/${path}`, headers, body);
        expect(answer.status).toBe(404);
      }
    }
  });
});

test("a registered admin can sign in, and registering the same email again changes nothing", async () => {
  const api = await apiForTest();
  const { db } = api.runtime.deps;
  const admin = { ...person, role: "owner" as const };
  const { id } = await registerUser(db, admin);
  await expect(registerUser(db, admin)).rejects.toThrow();
  expect(await db.client.authAccount.count()).toBe(1);
  const answer = await api.post(signIn, { body: { email: person.email, password: PASSWORD } });
  expect(await me(api, answer.headers.get("set-auth-token") ?? "")).toMatchObject({
    id,
    role: "owner",
  });
});
