import { chargeBalance, inSeoul } from "@sunchak/core";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Api, apiForTest, PASSWORD, startApi } from "../api.fixture.ts";

const query = async (api: Api, name: string, token: string, input?: object) => {
  const search = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  return (await api.get(`/api/trpc/${name}${search}`, { token })).json.result?.data;
};
const mutate = (api: Api, name: string, token: string, body: object) =>
  api.post(`/api/trpc/${name}`, { token, body });
const balance = async (api: Api, token: string) =>
  (await api.get("/api/v1/balance", { token })).status;

async function signInAgain(api: Api, email: string): Promise<string> {
  const body = { email, password: PASSWORD };
  const answer = await api.post("/api/auth/sign-in/email", { body });
  return answer.headers.get("set-auth-token") ?? "";
}

describe.each(["sqlite", "postgresql"] as const)("one's own sessions, on %s", (provider) => {
  test("can be ended one by one or all but one's own, from the next call on", async () => {
    const api = await startApi({}, provider);
    onTestFinished(() => api.stop());
    const { token, email } = await api.signUp();
    const stranger = await api.signUp();
    const [second, third, fourth] = [
      await signInAgain(api, email),
      await signInAgain(api, email),
      await signInAgain(api, email),
    ];
    const { items } = await query(api, "account.sessions", second);
    expect(items).toHaveLength(4);
    expect(items[0].isThis).toBe(true);
    expect(JSON.stringify(items)).not.toContain(token.split(".")[0]);

    const strangers = (await query(api, "account.sessions", stranger.token)).items[0];
    expect((await mutate(api, "account.endSession", second, { id: strangers.id })).status).toBe(
      200,
    );
    expect(await balance(api, stranger.token)).toBe(200);

    const own = (await query(api, "account.sessions", third)).items[0];
    expect((await mutate(api, "account.endSession", second, { id: own.id })).status).toBe(200);
    expect([await balance(api, third), await balance(api, fourth)]).toEqual([401, 200]);

    expect((await mutate(api, "account.endOtherSessions", second, {})).status).toBe(200);
    expect(await Promise.all([token, second, fourth].map((one) => balance(api, one)))).toEqual([
      401, 200, 401,
    ]);
    expect(await balance(api, stranger.token)).toBe(200);
  });
});

test("a name is trimmed, and refused when it shows nothing", async () => {
  const api = await apiForTest();
  const { token } = await api.signUp();
  const renamed = await mutate(api, "account.rename", token, { name: "  봄이  네 " });
  expect(renamed.json.result.data).toEqual({ name: "봄이 네" });
  expect((await query(api, "session.me", token)).name).toBe("봄이 네");
  for (const name of ["", " ", "\u200b", "가".repeat(81), "a\u0000", 7]) {
    const answer = await mutate(api, "account.rename", token, { name });
    expect([name, answer.status, answer.json.error.data.code]).toEqual([
      name,
      400,
      "VALIDATION_FAILED",
    ]);
  }
});

describe("the file of a statement", () => {
  test("has the caller's entries of the month alone, in the asked language", async () => {
    const api = await apiForTest();
    const { deps } = api.runtime;
    const { token, userId } = await api.signUp();
    const other = await api.signUp();
    await chargeBalance(deps, { userId: other.userId, amount: 9_000 });
    await chargeBalance(deps, { userId, amount: 5_000 });
    const { createdAt } = await deps.db.client.ledgerEntry.findFirstOrThrow({ where: { userId } });
    const [day, time] = inSeoul(createdAt).slice(0, 19).split("T");
    const month = inSeoul(createdAt).slice(0, 7);
    const answer = await api.get(`/api/statement.csv?month=${month}&locale=en`, { token });
    expect(answer.status).toBe(200);
    expect(answer.text.replace("\uFEFF", "")).toBe(
      "Number,Time,Type,Amount,Balance after,Order number,Reason\r\n" +
        `1,${day} ${time},Top-up,5000,5000,,\r\n`,
    );
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="statement-${month}.csv"`,
      "cache-control": "no-store",
    });
    const korean = await api.get(`/api/statement.csv?month=${month}`, { token });
    expect(korean.text).toContain("번호,시각,내용,금액,거래 후 잔액,주문 번호,사유\r\n1,");
    const before = await api.get("/api/statement.csv?month=2001-01", { token });
    expect(before.text.trim().split("\r\n")).toHaveLength(1);
  });

  test("runs no formula that a reason holds", async () => {
    const api = await apiForTest();
    const { deps } = api.runtime;
    const { token, userId } = await api.signUp();
    await chargeBalance(deps, { userId, amount: 5_000 });
    await deps.db.client.ledgerEntry.create({
      data: {
        userId,
        number: 2,
        kind: "ADJUSTMENT",
        amount: -1_000,
        balanceAfter: 4_000,
        reason: '=1+"1"',
        createdAt: deps.clock.now(),
      },
    });
    const month = inSeoul(deps.clock.now()).slice(0, 7);
    const { text } = await api.get(`/api/statement.csv?month=${month}`, { token });
    expect(text).toContain(`,조정,-1000,4000,,"'=1+""1"""\r\n`);
  });

  test("is for who is signed in, of a month that is one", async () => {
    const api = await apiForTest();
    const { token } = await api.signUp();
    const get = async (search: string, as?: string) => {
      const { status, json } = await api.get(`/api/statement.csv${search}`, { token: as });
      return [status, json?.code];
    };
    expect(await get("?month=2026-11")).toEqual([401, "UNAUTHENTICATED"]);
    expect(await get("?month=2026-11", "forged.token")).toEqual([401, "UNAUTHENTICATED"]);
    for (const search of ["", "?month=2026-13", "?month=2026-11&locale=fr", "?month=2026-11&x=1"]) {
      expect([search, ...(await get(search, token))]).toEqual([search, 400, "VALIDATION_FAILED"]);
    }
    expect((await api.post("/api/statement.csv?month=2026-11", { token })).status).toBe(405);
  });
});
