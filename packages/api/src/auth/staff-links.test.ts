import { hashOfToken, LINK_HOURS, linkAt, newLinkToken, sendMessages } from "@sunchak/core";
import { Prisma } from "@sunchak/db";
import { type Json, times } from "@sunchak/testing";
import { describe, expect, test } from "vitest";
import { ADMIN_ORIGIN, type AdminApi, adminApiForTest, PASSWORD } from "../admin/admin.fixture.ts";

const STRONG = "seven ducks fly";
const HOUR = 3_600_000;
const reason = "시험";
const email = "newcomer@example.com";
const mailServer = { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "shop@sunchak.example" };

const post = async (send: AdminApi["send"], call: string, body: object) => {
  const headers = { "content-type": "application/json" };
  const init = { headers, body: JSON.stringify(body) };
  const answer = await send("POST", `/api/auth/${call}`, init);
  const json = (await answer.json()) as Json;
  const token = answer.headers.get("set-auth-token") ?? "";
  return { status: answer.status, json, token, code: [answer.status, json.code] };
};

/** The calls on links, and an owner who makes them. */
async function linksForTest(api: AdminApi) {
  const owner = await api.person("owner");
  const signIn = (password: string, who = email) =>
    post(api.send, "sign-in/email", { email: who, password });
  return {
    owner,
    signIn,
    async invite({ to = email, role = "support", by = owner.token } = {}) {
      const token = newLinkToken();
      const given = { email: to, role, token, language: "ko", reason };
      return { token, ...(await api.mutate("admin.team.invite", given, by)) };
    },
    async resetLink(id: string, by = owner.token) {
      const token = newLinkToken();
      return {
        token,
        ...(await api.mutate("admin.team.makeResetLink", { id, token, reason }, by)),
      };
    },
    find: (purpose: string, token: string) => post(api.send, "link/find", { purpose, token }),
    accept: (token: string, password = STRONG, name = "새내기") =>
      post(api.send, "link/accept", { token, name, password }),
    reset: (token: string, newPassword = STRONG) =>
      post(api.send, "link/reset-password", { token, newPassword }),
    me: async (token: string) => (await api.query("admin.session.me", undefined, token)).data,
  };
}

const signUp = (api: AdminApi, password = PASSWORD) =>
  post(api.sendToStorefront, "sign-up/email", { email, password, name: "보미" });

const audit = async ({ runtime: { deps } }: AdminApi, action: string) =>
  deps.db.client.auditEntry.findMany({
    where: { action },
    select: { actorId: true, subjectId: true, before: true, after: true, reason: true },
  });

/** Everything that the database holds, as text. */
async function stored({ runtime: { deps } }: AdminApi): Promise<string> {
  const client = deps.db.client as unknown as Record<string, { findMany(): Promise<object[]> }>;
  const tables = Object.values(Prisma.ModelName).map(
    (model) => client[model.charAt(0).toLowerCase() + model.slice(1)],
  );
  const rows = await Promise.all(tables.map((table) => table?.findMany()));
  return JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? `${value}` : value));
}

describe.each(["sqlite", "postgresql"] as const)("an invitation, on %s", (provider) => {
  test("makes an account with its role, once, however many accept it at once", async () => {
    const api = await adminApiForTest({}, provider);
    const { owner, invite, find, accept, signIn, me } = await linksForTest(api);
    const { status, data, token } = await invite();
    expect([status, data.isMailed]).toEqual([200, false]);
    expect((await find("INVITATION", token)).json).toEqual({
      ...{ email, role: "support", hasAccount: false },
    });
    expect(await stored(api)).not.toContain(token);

    const answers = await Promise.all(
      times(4, (i) => accept(token, `${STRONG} ${i}`, `이름 ${i}`)),
    );
    expect(answers.filter((one) => one.status === 200).map(({ json }) => json)).toEqual([
      { email },
    ]);
    // Who came a moment later may already have found the account, whose password they don't have.
    const refused = answers.filter((one) => one.status !== 200).map(({ json }) => json.code);
    expect(refused).toHaveLength(3);
    for (const code of refused) expect(["LINK_USED", "INVALID_PASSWORD"]).toContain(code);
    const index = answers.findIndex((one) => one.status === 200);
    const entered = await signIn(`${STRONG} ${index}`);
    const user = await me(entered.token);
    expect(user).toMatchObject({ email, name: `이름 ${index}`, role: "support" });
    expect((await accept(token)).code).toEqual([410, "LINK_USED"]);
    expect(await api.runtime.deps.db.client.user.count({ where: { email } })).toBe(1);

    const link = await api.runtime.deps.db.client.staffLink.findFirstOrThrow();
    expect(await audit(api, "team.invite")).toEqual([
      {
        actorId: owner.id,
        subjectId: link.id,
        before: null,
        after: { email, role: "support" },
        reason,
      },
    ]);
    expect(await audit(api, "user.acceptInvitation")).toEqual([
      {
        actorId: user.id,
        subjectId: user.id,
        before: null,
        after: { email, role: "support" },
        reason: null,
      },
    ]);
  });

  test("gives a shopper's account its role by that account's password, and ends its sessions", async () => {
    const api = await adminApiForTest({}, provider);
    const { invite, find, accept, signIn, me } = await linksForTest(api);
    const shopper = await signUp(api);
    const { token } = await invite({ to: email.toUpperCase(), role: "manager" });
    expect((await find("INVITATION", token)).json).toMatchObject({ email, hasAccount: true });
    expect((await accept(token, STRONG)).code).toEqual([400, "INVALID_PASSWORD"]);
    expect(await me(shopper.token)).toBeUndefined();

    const answers = await Promise.all(times(3, () => accept(token, PASSWORD)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    const session = await api.sendToStorefront("GET", "/api/auth/get-session", {
      token: shopper.token,
    });
    expect(await session.json()).toBeNull();
    const user = await me((await signIn(PASSWORD)).token);
    expect(user).toMatchObject({ id: shopper.json.user.id, name: "보미", role: "manager" });
    expect(await audit(api, "user.acceptInvitation")).toMatchObject([
      { actorId: user.id, before: { role: "user" }, after: { role: "manager" } },
    ]);
  });

  test("makes no second account when its shopper signs up while it is accepted", async () => {
    const api = await adminApiForTest({}, provider);
    const { invite, accept, signIn, me } = await linksForTest(api);
    const { token } = await invite();
    const [accepted] = await Promise.all([accept(token, PASSWORD), signUp(api, PASSWORD)]);
    expect(accepted.status).toBe(200);
    expect(await me((await signIn(PASSWORD)).token)).toMatchObject({ role: "support" });
  });

  test("is worth nothing once it is unknown, revoked, replaced or too old", async () => {
    const api = await adminApiForTest({}, provider);
    const { owner, invite, find, accept } = await linksForTest(api);
    const code = async (token: string) => {
      const [found, accepted] = [await find("INVITATION", token), await accept(token)];
      expect(found.code).toEqual(accepted.code);
      return accepted.code;
    };
    expect(await code(newLinkToken())).toEqual([404, "LINK_UNKNOWN"]);
    const first = await invite();
    const second = await invite();
    expect(await code(first.token)).toEqual([410, "LINK_REVOKED"]);
    const revoke = () =>
      api.mutate("admin.team.revokeInvitation", { id: second.data.id, reason }, owner.token);
    expect((await revoke()).status).toBe(200);
    expect((await revoke()).error.code).toBe("NOT_FOUND");
    expect(await code(second.token)).toEqual([410, "LINK_REVOKED"]);
    expect(await audit(api, "team.revokeInvitation")).toMatchObject([
      { actorId: owner.id, before: { email, role: "support" }, reason },
    ]);
    const third = await invite();
    api.clock.advance(LINK_HOURS.INVITATION * HOUR - 1);
    expect((await find("INVITATION", third.token)).status).toBe(200);
    api.clock.advance(1);
    expect(await code(third.token)).toEqual([410, "LINK_EXPIRED"]);
    expect((await find("PASSWORD", third.token)).code).toEqual([404, "LINK_UNKNOWN"]);
    expect(await api.runtime.deps.db.client.user.count({ where: { email } })).toBe(0);
  });

  test.each([{ role: "manager" }, { banned: true }])(
    "of somebody who is no owner any more (%o) invites nobody",
    async (change) => {
      const api = await adminApiForTest({}, provider);
      const { owner, invite, find, accept } = await linksForTest(api);
      const { client } = api.runtime.deps.db;
      const { token } = await invite();
      await client.user.update({ where: { id: owner.id }, data: change });
      expect((await find("INVITATION", token)).code).toEqual([410, "LINK_REVOKED"]);
      expect((await accept(token)).code).toEqual([410, "LINK_REVOKED"]);
      expect(await client.user.count({ where: { email } })).toBe(0);
    },
  );

  test("is for an owner who has just given the password, and for nobody of the staff", async () => {
    const api = await adminApiForTest({}, provider);
    const { owner, invite, accept, me } = await linksForTest(api);
    const manager = await api.person("manager");
    expect((await invite({ by: manager.token })).error.code).toBe("FORBIDDEN");
    expect((await invite({ to: manager.email })).error.code).toBe("ALREADY_STAFF");
    const { token } = await invite();
    api.clock.advance(6 * 60_000);
    expect((await invite()).error.code).toBe("PASSWORD_REQUIRED");
    // Another owner was quicker than the invitation, or suspended who is invited.
    const { id } = (await signUp(api)).json.user;
    const { user } = api.runtime.deps.db.client;
    await user.update({ where: { id }, data: { banned: true } });
    expect((await accept(token, PASSWORD)).code).toEqual([403, "BANNED_USER"]);
    await user.update({ where: { id }, data: { banned: false, role: "viewer" } });
    expect((await accept(token, PASSWORD)).code).toEqual([409, "ALREADY_STAFF"]);
    expect(await me(owner.token)).toMatchObject({ role: "owner" });
  });

  test("takes only a password that is strong enough, and stays open until then", async () => {
    const api = await adminApiForTest({}, provider);
    const { invite, accept } = await linksForTest(api);
    const { token } = await invite();
    expect((await accept(token, "12345678")).code).toEqual([400, "PASSWORD_TOO_WEAK"]);
    const nameless = await post(api.send, "link/accept", { token, password: STRONG });
    expect(nameless.code).toEqual([400, "VALIDATION_FAILED"]);
    expect((await accept(token)).status).toBe(200);
  });

  test("goes out by mail when the shop sends mail, and its link is gone from the table then", async () => {
    const api = await adminApiForTest(mailServer, provider);
    const { invite } = await linksForTest(api);
    const { token, data } = await invite();
    expect(data.isMailed).toBe(true);
    const link = linkAt(ADMIN_ORIGIN, { purpose: "INVITATION", language: "ko", token });
    const texts: string[] = [];
    const send = async (mail: { to: string; text: string }) => {
      expect(mail.to).toBe(email);
      texts.push(mail.text);
      return { outcome: "taken" } as const;
    };
    expect(await sendMessages({ ...api.runtime.deps, mail: { send } })).toBe(1);
    expect(texts).toEqual([expect.stringContaining(link)]);
    expect(await stored(api)).not.toContain(token);
  });
});

describe.each(["sqlite", "postgresql"] as const)("a link for a new password, on %s", (provider) => {
  test("sets it once, ends all sessions, and leaves the second factor on", async () => {
    const api = await adminApiForTest({}, provider);
    const { owner, resetLink, reset, find, signIn, me } = await linksForTest(api);
    const member = await api.person("support");
    const { client } = api.runtime.deps.db;
    await client.secondFactor.create({
      data: {
        userId: member.id,
        secret: "s",
        confirmedAt: api.clock.now(),
        guessesSince: api.clock.now(),
      },
    });
    const [first, second] = [await resetLink(member.id), await resetLink(member.id)];
    expect(first.status).toBe(200);
    expect((await find("PASSWORD", first.token)).json.email).toBe(member.email);
    expect(await stored(api)).not.toContain(first.token);
    expect((await reset(first.token, "12345678")).code).toEqual([400, "PASSWORD_TOO_WEAK"]);

    const answers = await Promise.all(times(3, (i) => reset(first.token, `${STRONG} ${i}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    expect((await reset(first.token)).code).toEqual([410, "LINK_USED"]);
    expect((await reset(second.token)).code).toEqual([410, "LINK_REVOKED"]);
    expect(await me(member.token)).toBeUndefined();
    expect((await signIn(PASSWORD, member.email)).code).toEqual([401, "INVALID_EMAIL_OR_PASSWORD"]);
    const index = answers.findIndex(({ status }) => status === 200);
    const entered = await signIn(`${STRONG} ${index}`, member.email);
    expect(entered.code).toEqual([403, "SECOND_FACTOR_REQUIRED"]);
    expect(await audit(api, "user.makeResetLink")).toMatchObject([
      { actorId: owner.id, subjectId: member.id, reason },
      { actorId: owner.id, subjectId: member.id, reason },
    ]);
    expect(await audit(api, "user.resetPassword")).toMatchObject([
      { actorId: member.id, subjectId: member.id },
    ]);
  });

  test("is made by an owner for another member of the staff, and lasts an hour", async () => {
    const api = await adminApiForTest({}, provider);
    const { owner, resetLink, reset } = await linksForTest(api);
    const [member, shopper] = [await api.person("manager"), await api.person("user")];
    expect((await resetLink(owner.id)).error.code).toBe("FORBIDDEN_ON_SELF");
    expect((await resetLink(shopper.id)).error.code).toBe("NOT_FOUND");
    expect((await resetLink(owner.id, member.token)).error.code).toBe("FORBIDDEN");
    const { token } = await resetLink(member.id);
    const left = await resetLink(member.id);
    api.clock.advance(HOUR);
    expect((await reset(token)).code).toEqual([410, "LINK_EXPIRED"]);
    api.clock.advance(-HOUR);
    const { user } = api.runtime.deps.db.client;
    await user.update({ where: { id: member.id }, data: { role: "user" } });
    expect((await reset(left.token)).code).toEqual([410, "LINK_REVOKED"]);
  });

  test("is mailed to the staff alone, and the answer doesn't tell who they are", async () => {
    const api = await adminApiForTest(mailServer, provider);
    const { reset, signIn } = await linksForTest(api);
    const member = await api.person("viewer");
    const shopper = await api.person("user");
    const { message, staffLink } = api.runtime.deps.db.client;
    const ask = (who: string) => post(api.send, "forgot-password", { email: who, language: "en" });
    const mails = () => message.findMany({ orderBy: { id: "asc" } });
    const asked = [shopper.email, email, member.email, member.email.toUpperCase()];
    for (const who of asked)
      expect(await ask(who)).toMatchObject({ status: 200, json: { success: true } });
    await expect.poll(mails, { timeout: 20_000 }).toHaveLength(1);
    // The next one comes after five minutes, and whoever asks for another meanwhile gets none.
    api.clock.advance(5 * 60_000);
    await ask(member.email);
    await expect.poll(mails, { timeout: 20_000 }).toHaveLength(2);
    const [first, second] = await mails();
    expect([first?.recipient, second?.recipient]).toEqual([member.email, member.email]);
    const token = second?.secret?.split("#")[1] ?? "";
    expect(second?.secret).toBe(
      linkAt(ADMIN_ORIGIN, { purpose: "PASSWORD", language: "en", token }),
    );
    expect(await staffLink.count({ where: { tokenHash: hashOfToken(token) } })).toBe(1);
    expect((await reset(token)).json).toEqual({ email: member.email });
    expect((await signIn(STRONG, member.email)).status).toBe(200);
  });
});

test("no link for a new password is promised by a shop that sends no mail", async () => {
  const api = await adminApiForTest();
  const { owner } = await linksForTest(api);
  const asked = await post(api.send, "forgot-password", { email: owner.email, language: "ko" });
  expect(asked.code).toEqual([404, "NOT_FOUND"]);
});

test("each call on a link counts as an attempt to sign in", async () => {
  const api = await adminApiForTest({ RATE_LIMIT: "on", ...mailServer });
  const calls = [
    ["link/find", { purpose: "INVITATION", token: newLinkToken() }],
    ["link/accept", { token: newLinkToken(), name: "x", password: STRONG }],
    ["link/reset-password", { token: newLinkToken(), newPassword: STRONG }],
    ["forgot-password", { email, language: "ko" }],
  ] as const;
  for (const [index, [call, body]] of calls.entries()) {
    const send: AdminApi["send"] = (method, path, init) =>
      api.send(method, path, { ...init, remoteAddress: `203.0.113.${index}` });
    const answers = await Promise.all(times(11, () => post(send, call, body)));
    const limited = answers.filter(({ status }) => status === 429);
    expect([call, limited.length]).toEqual([call, 1]);
    expect((await post(api.sendToStorefront, call, body)).status).toBe(404);
  }
});
