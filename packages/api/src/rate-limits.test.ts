import { describe, expect, test } from "vitest";
import { type Api, apiForTest } from "./api.fixture.ts";

const signIn = (api: Api, email: string, remoteAddress: string, headers = {}) =>
  api.post("/api/auth/sign-in/email", {
    body: { email, password: "wrong" },
    remoteAddress,
    headers,
  });

describe("signing up and in", () => {
  test("is allowed ten times a minute for an address, whatever X-Forwarded-For claims", async () => {
    const api = await apiForTest({ RATE_LIMIT: "on" });
    for (let i = 0; i < 10; i++) {
      const headers = { "x-forwarded-for": `198.51.100.${i}` };
      expect((await signIn(api, `a${i}@example.com`, "203.0.113.7", headers)).status).toBe(401);
    }
    const refused = await signIn(api, "b@example.com", "203.0.113.7");
    expect([refused.status, refused.json.code]).toEqual([429, "RATE_LIMITED"]);
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await signIn(api, "b@example.com", "203.0.113.8")).status).toBe(401);
  });

  test("is allowed ten times a minute for an email, in any case and from any address", async () => {
    const api = await apiForTest({ RATE_LIMIT: "on" });
    for (let i = 0; i < 10; i++) {
      const email = i % 2 ? "One@example.com" : "one@Example.com";
      expect((await signIn(api, email, `203.0.113.${i}`)).status).toBe(401);
    }
    expect((await signIn(api, "ONE@example.com", "203.0.113.99")).status).toBe(429);
  });

  test("counts the IPv6 network of one household as one address", async () => {
    const api = await apiForTest({ RATE_LIMIT: "on" });
    for (let i = 0; i < 10; i++) {
      const answer = await signIn(api, `v${i}@example.com`, `2001:db8:0:1:${i}::${i}`);
      expect(answer.status).toBe(401);
    }
    expect((await signIn(api, "w@example.com", "2001:db8:0:1:ffff::1")).status).toBe(429);
    expect((await signIn(api, "w@example.com", "2001:db8:0:2::1")).status).toBe(401);
  });

  test("counts the same address with a port, in another notation or beside a non-address once", async () => {
    const api = await apiForTest({ RATE_LIMIT: "on", TRUSTED_PROXIES: "loopback" });
    const through = (forwardedFor: string, i: number) =>
      signIn(api, `q${i}@example.com`, "::ffff:127.0.0.1", { "x-forwarded-for": forwardedFor });
    for (let i = 0; i < 10; i++) {
      expect((await through(`203.0.113.7:${5000 + i}`, i)).status).toBe(401);
      expect((await through(`[2001:db8::${i}]:${5000 + i}`, 20 + i)).status).toBe(401);
      expect((await through(`_hidden${i}`, 40 + i)).status).toBe(401);
    }
    for (const [i, again] of [
      "203.0.113.7",
      "::ffff:203.0.113.7",
      "2001:DB8::F",
      "unknown",
    ].entries())
      expect([again, (await through(again, 60 + i)).status]).toEqual([again, 429]);
  });

  test("uses the forwarded address only behind a trusted proxy", async () => {
    const api = await apiForTest({ RATE_LIMIT: "on", TRUSTED_PROXIES: "10.0.0.0/8" });
    const through = (client: string, i: number) =>
      signIn(api, `p${i}@example.com`, "10.1.2.3", { "x-forwarded-for": `6.6.6.${i}, ${client}` });
    for (let i = 0; i < 10; i++) expect((await through("203.0.113.7", i)).status).toBe(401);
    expect((await through("203.0.113.7", 10)).status).toBe(429);
    expect((await through("203.0.113.8", 11)).status).toBe(401);
  });
});

describe("guessing the password of a stolen session", () => {
  const guess = (api: Api, token: string, remoteAddress: string) =>
    api.post("/api/auth/change-password", {
      token,
      body: { currentPassword: "wrong", newPassword: "another horse" },
      remoteAddress,
    });

  test("shares the ten tries a minute with signing in", async () => {
    const api = await apiForTest({ RATE_LIMIT: "on" });
    const { token, email } = await api.signUp();
    for (let i = 0; i < 4; i++) {
      expect((await signIn(api, email, `198.51.100.${i}`)).status).toBe(401);
    }
    // Signing up was the first of the ten.
    for (let i = 0; i < 5; i++) {
      expect((await guess(api, token, `203.0.113.1${i}`)).status).toBe(400);
    }
    const refused = await guess(api, token, "203.0.113.99");
    expect([refused.status, refused.json.code]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect((await signIn(api, email, "198.51.100.99")).status).toBe(429);
  });

  test("counts by address too, whoever's sessions are used", async () => {
    const api = await apiForTest({ RATE_LIMIT: "on" });
    const people = [await api.signUp(), await api.signUp(), await api.signUp()];
    for (let i = 0; i < 10; i++) {
      const { token = "" } = people[i % 3] ?? {};
      expect((await guess(api, token, "203.0.113.8")).status).toBe(400);
    }
    const [{ token } = { token: "" }] = people;
    expect((await guess(api, token, "203.0.113.8")).status).toBe(429);
  });
});

describe("writes", () => {
  test("include the calls of the auth routes", async () => {
    const api = await apiForTest({ RATE_LIMIT: "on" });
    const { token, userId } = await api.signUp();
    for (let i = 0; i < 299; i++) await api.runtime.limits.countWrite(userId);
    const body = { currentPassword: "wrong", newPassword: "another horse" };
    const last = await api.post("/api/auth/change-password", { token, body });
    expect([last.status, last.json.code]).toEqual([400, "INVALID_PASSWORD"]);
    for (const path of ["change-password", "sign-out"]) {
      const refused = await api.post(`/api/auth/${path}`, {
        token,
        ...(path === "change-password" && { body }),
      });
      expect([path, refused.status, refused.json.code]).toEqual([path, 429, "RATE_LIMITED"]);
    }
  });

  test("are allowed 300 times a minute for a user, and each call of a batch counts", async () => {
    const api = await apiForTest({ RATE_LIMIT: "on" });
    const [first, second] = [await api.signUp(), await api.signUp()];
    const batch = () =>
      api.post(`/api/trpc/${Array(10).fill("order.cancel").join()}?batch=1`, {
        token: first.token,
        body: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [i, { id: "nope" }])),
      });
    for (let i = 0; i < 30; i++) {
      const { json } = await batch();
      expect(
        json.map((each: { error: { data: { code: string } } }) => each.error.data.code),
      ).toEqual(Array(10).fill("NOT_FOUND"));
    }
    const cancel = (token: string) => api.post("/api/v1/orders/nope/cancellation", { token });
    const refused = await cancel(first.token);
    expect([refused.status, refused.json.code]).toEqual([429, "RATE_LIMITED"]);
    expect((await api.get("/api/v1/balance", { token: first.token })).status).toBe(200);
    expect((await cancel(second.token)).status).toBe(404);
  });

  test("are not limited when limits are off", async () => {
    const api = await apiForTest({ RATE_LIMIT: "off" });
    for (let i = 0; i < 12; i++) {
      expect((await signIn(api, "one@example.com", "203.0.113.7")).status).toBe(401);
    }
  });
});

test("a trusted proxy that is not an address stops the start with the variable's name", async () => {
  await expect(apiForTest({ TRUSTED_PROXIES: "my-proxy" })).rejects.toThrow(/TRUSTED_PROXIES/);
});
