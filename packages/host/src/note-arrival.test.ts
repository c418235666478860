import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { createRuntime, type Runtime } from "@sunchak/api";
import { readEnv } from "@sunchak/env";
import {
  createTestDatabase,
  expectInvariants,
  makeCampaign,
  makeShoppers,
  times,
} from "@sunchak/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiListener } from "./api-listener.ts";
import { serve } from "./serve.fixture.ts";

const SECRET = "a secret that is known to tests alone";

describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
  let runtime: Runtime;
  let port: number;
  const closing: (() => unknown)[] = [];

  /** Each look-up waits for as many others as this says; then they end in a random order. */
  let lookUpsAtOnce = 1;
  let endedAt = 0;
  const lookUps: (() => void)[] = [];
  const endLookUps = async () => {
    endedAt = performance.timeOrigin + performance.now();
    for (const end of lookUps.splice(0).sort(() => Math.random() - 0.5)) {
      end();
      await new Promise(setImmediate);
    }
  };

  beforeAll(async () => {
    const database = await createTestDatabase(provider);
    const given = { DATABASE_URL: database.url, BETTER_AUTH_SECRET: SECRET, LOG_LEVEL: "silent" };
    runtime = createRuntime(readEnv("storefront", given));
    const { auth } = runtime;
    const slow: Runtime["auth"] = {
      ...auth,
      async findSession(headers) {
        const session = await auth.findSession(headers);
        await new Promise<void>((resolve) => {
          lookUps.push(resolve);
          if (lookUps.length === lookUpsAtOnce) void endLookUps();
        });
        return session;
      },
    };
    const server = await serve(createApiListener({ ...runtime, auth: slow }));
    port = server.port;
    closing.push(
      server.stop,
      () => runtime.close(),
      () => database.drop(),
    );
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  /** The headers of requests of new shoppers who are signed in. */
  async function signIn(count: number): Promise<string[]> {
    const sessions = (await makeShoppers(runtime.deps, count)).map((userId) => {
      const token = randomBytes(16).toString("hex");
      return { id: token, token, userId, expiresAt: new Date(Date.now() + 3_600_000) };
    });
    await runtime.deps.db.client.session.createMany({ data: sessions });
    return sessions.map(({ token }) => {
      const signature = createHmac("sha256", SECRET).update(token).digest("base64");
      return `Host: x\r\nConnection: close\r\nAuthorization: Bearer ${token}.${signature}\r\n`;
    });
  }

  /** Sends a request in these parts, each when the one before it is called for. */
  function send(...parts: string[]) {
    const socket = connect(port, "127.0.0.1");
    const sendNext = () => socket.write(parts.shift() ?? "");
    const read = async () => {
      let answer = "";
      for await (const part of socket) answer += part;
      return answer.slice(0, "HTTP/1.1 200".length);
    };
    sendNext();
    return { answer: read(), sendNext, destroy: () => socket.destroy() };
  }

  const json = (length: number) =>
    `Content-Type: application/json\r\nContent-Length: ${length}\r\n`;
  const byRest = (id: string, headers: string) =>
    `POST /api/v1/coupons/${id}/issue HTTP/1.1\r\n${headers}\r\n`;
  const byTrpc = (path: string, headers: string, input: object): [string, string] => {
    const body = JSON.stringify(input);
    return [`POST /api/trpc/${path} HTTP/1.1\r\n${headers}${json(body.length)}\r\n`, body];
  };

  const readArrivals = async (campaignId: string) => {
    const lines = await runtime.deps.db.client.issuedCoupon.findMany({
      where: { campaignId },
      orderBy: { number: "asc" },
    });
    return lines.map(({ arrivedAt }) => arrivedAt ?? "");
  };

  test("numbers follow the arrivals, although sessions are found in another order", async () => {
    const [one, two] = [await makeCampaign(runtime.deps), await makeCampaign(runtime.deps)];
    const shoppers = await signIn(90);
    lookUpsAtOnce = shoppers.length;
    const answers = shoppers.map((headers, i) => {
      if (i % 3 === 0) return send(byRest(one, headers)).answer;
      if (i % 3 === 1) return send(byTrpc("coupon.issue", headers, { id: one }).join("")).answer;
      const both = { 0: { id: one }, 1: { id: two } };
      const path = "coupon.issue,coupon.issue?batch=1";
      return send(byTrpc(path, headers, both).join("")).answer;
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set(["HTTP/1.1 200", "HTTP/1.1 201"]));
    const arrivals = await readArrivals(one);
    expect(arrivals).toHaveLength(90);
    expect(arrivals.toSorted()).toEqual(arrivals);
    // They are the true ones: each request was there before any session was found.
    expect(Date.parse(arrivals.at(-1) ?? "")).toBeLessThanOrEqual(endedAt);
    const others = await readArrivals(two);
    expect(others).toHaveLength(30);
    expect(others.toSorted()).toEqual(others);
    await expectInvariants(runtime.deps);
  });

  test("a body that trickles holds nobody up, and arrives when it is whole", async () => {
    const id = await makeCampaign(runtime.deps);
    const [slow = "", gone = "", ...shoppers] = await signIn(7);
    lookUpsAtOnce = 1;
    const first = send(...byTrpc("coupon.issue", slow, { id }));
    const second = send(...byTrpc("coupon.issue", gone, { id }));
    await new Promise(setImmediate);
    const begin = performance.now();
    for (const headers of shoppers) {
      expect(await send(byRest(id, headers)).answer).toBe("HTTP/1.1 201");
    }
    // Far from the three seconds for which a request that is whole would be waited for.
    expect(performance.now() - begin).toBeLessThan(2_500);
    second.destroy();
    await second.answer.catch(() => undefined);
    const whole = performance.timeOrigin + performance.now();
    first.sendNext();
    expect(await first.answer).toBe("HTTP/1.1 200");
    const arrivals = await readArrivals(id);
    expect(arrivals.toSorted()).toEqual(arrivals);
    expect(arrivals).toHaveLength(6);
    expect(Date.parse(arrivals.at(-1) ?? "")).toBeGreaterThanOrEqual(Math.floor(whole));
  });

  test("a body that comes a moment after its head delays neither itself nor others", async () => {
    const id = await makeCampaign(runtime.deps);
    const [slow = "", headers = ""] = await signIn(2);
    lookUpsAtOnce = 1;
    const first = send(byRest(id, `${slow}${json(2)}`), "{}");
    await new Promise(setImmediate);
    const begin = performance.now();
    setTimeout(first.sendNext, 50);
    expect(await first.answer).toBe("HTTP/1.1 201");
    expect(await send(byRest(id, headers)).answer).toBe("HTTP/1.1 201");
    expect(performance.now() - begin).toBeLessThan(2_500);
  });

  test("a body that comes after its refusal holds nobody up", async () => {
    const id = await makeCampaign(runtime.deps);
    const [headers = ""] = await signIn(1);
    const visitor = connect(port, "127.0.0.1");
    visitor.write(byRest(id, `Host: x\r\n${json(2)}`));
    expect(String((await once(visitor, "data"))[0])).toMatch("HTTP/1.1 401");
    visitor.write("{}");
    await new Promise<void>((written) => visitor.end(written));
    const begin = performance.now();
    expect(await send(byRest(id, headers)).answer).toBe("HTTP/1.1 201");
    expect(performance.now() - begin).toBeLessThan(2_500);
    visitor.destroy();
  });

  test("a visitor's request holds nobody up", async () => {
    const id = await makeCampaign(runtime.deps);
    const [headers = ""] = await signIn(1);
    const visitors = times(5, () => send(byRest(id, "Host: x\r\nConnection: close\r\n")));
    const begin = performance.now();
    expect(await send(byRest(id, headers)).answer).toBe("HTTP/1.1 201");
    expect(performance.now() - begin).toBeLessThan(2_500);
    const refused = await Promise.all(visitors.map(({ answer }) => answer));
    expect(new Set(refused)).toEqual(new Set(["HTTP/1.1 401"]));
  });
});
