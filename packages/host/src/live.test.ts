import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { issueCoupon, liveCampaign, liveProduct, systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { makeCampaign, makeProduct, makeShopper, testDeps } from "@sunchak/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startLiveShop, type Watching } from "./live.fixture.ts";
import { sendStream } from "./send-stream.ts";

type Shop = Awaited<ReturnType<typeof startLiveShop>>;

/** The longest that a change may take to every stream, in milliseconds. */
const TOLD_WITHIN_MS = 2_000;

/** The next event, and how long after `since` it came. */
async function nextAfter(since: number, watching: Watching) {
  const { event, data } = await watching.next();
  return { event, data, isInTime: performance.now() - since < TOLD_WITHIN_MS };
}

describe.each(["sqlite", "postgresql"] as const)("live streams on %s", (provider) => {
  let shop: Shop;
  /** Another process: its own connections, and nothing shared in memory. */
  let other: ReturnType<typeof testDeps>;
  beforeAll(async () => {
    shop = await startLiveShop(provider);
    other = testDeps(openDatabase(shop.databaseUrl), { clock: systemClock });
  });
  afterAll(async () => {
    await other?.db.close();
    await shop?.stop();
  });

  const watch = async (path: string, headers?: Record<string, string>) => {
    const watching = await shop.watch(path, headers);
    onTestFinished(() => watching.close());
    return watching;
  };
  const campaigns = () => other.db.client.couponCampaign;

  test("a stream begins with the campaign as it is, and asks proxies and caches to pass it on", async () => {
    const id = await makeCampaign(other, { totalQuantity: 5 });
    const before = Date.now();
    const watching = await watch(`/coupons/${id}/live`);
    expect(watching.status).toBe(200);
    expect(watching.headers).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    });
    expect(watching.headers["x-request-id"]).toMatch(/^[2-9A-Z]{10}$/);
    const { event, data } = await watching.next();
    expect(event).toBe("campaign");
    expect(liveCampaign.strict().parse(data)).toMatchObject({
      ...{ couponId: id, phase: "OPEN", remainingQuantity: 5, totalQuantity: 5 },
    });
    expect(Date.parse(data.now)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(data.now)).toBeLessThanOrEqual(Date.now());
    expect(watching.text()).toMatch(/^retry: 2000\nevent: campaign\ndata: \{[^\n]+\}\n\n$/);
  });

  test("what another process does to a campaign reaches every stream within 2 s, in its order", async () => {
    const id = await makeCampaign(other, { totalQuantity: 2 });
    const streams = await Promise.all([1, 2, 3].map(() => watch(`/coupons/${id}/live`)));
    await Promise.all(streams.map((stream) => stream.next()));
    const issue = async () => issueCoupon(other, { id, userId: await makeShopper(other) });
    const update = (data: { pausedAt?: Date | null; closesAt?: Date }) =>
      campaigns().update({ where: { id }, data });
    const steps: [() => Promise<unknown>, object][] = [
      [issue, { phase: "OPEN", remainingQuantity: 1 }],
      [() => update({ pausedAt: new Date() }), { phase: "PAUSED", remainingQuantity: 1 }],
      [() => update({ pausedAt: null }), { phase: "OPEN", remainingQuantity: 1 }],
      [issue, { phase: "SOLD_OUT", remainingQuantity: 0 }],
      [() => update({ closesAt: new Date() }), { phase: "CLOSED", remainingQuantity: 0 }],
    ];
    for (const [change, state] of steps) {
      await change();
      const since = performance.now();
      const told = await Promise.all(streams.map((stream) => nextAfter(since, stream)));
      const expected = { event: "campaign", data: expect.objectContaining(state), isInTime: true };
      expect(told).toEqual([expected, expected, expected]);
    }
  });

  test("a campaign opens and closes for its watchers by the clock alone", async () => {
    const inMs = (ms: number) => new Date(Date.now() + ms);
    const id = await makeCampaign(other, { opensAt: inMs(4_000), closesAt: inMs(7_000) });
    const watching = await watch(`/coupons/${id}/live`);
    const { data } = await watching.next();
    expect(data.phase).toBe("UPCOMING");
    for (const [phase, instant] of [
      ["OPEN", data.opensAt],
      ["CLOSED", data.closesAt],
    ] as const) {
      const told = await watching.next();
      expect(told.data.phase).toBe(phase);
      const late = Date.now() - Date.parse(instant);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(TOLD_WITHIN_MS);
    }
  });

  test("a product's stream tells its stock and price, and ends when it is not sold any more", async () => {
    const id = await makeProduct(other, { stock: 7, price: 12_000 });
    const watching = await watch(`/products/${id}/live`);
    const first = await watching.next();
    expect(first.event).toBe("product");
    expect(liveProduct.strict().parse(first.data)).toMatchObject({
      ...{ productId: id, price: 12_000, stock: 7 },
    });
    const update = (data: { price?: bigint; archivedAt?: Date }) =>
      other.db.client.product.update({ where: { id }, data });
    await update({ price: 9_000n });
    expect((await watching.next()).data).toMatchObject({ price: 9_000, stock: 7 });
    await update({ archivedAt: new Date() });
    await watching.ended;
    const gone = await watch(`/products/${id}/live`);
    expect(gone.status).toBe(404);
  });

  test("an unknown or malformed id is not found, and other calls of the path are refused", async () => {
    const id = await makeCampaign(other);
    for (const path of ["/coupons/nope/live", "/products/nope/live", "/coupons/%00/live"]) {
      const refused = await watch(path);
      await refused.ended;
      expect([refused.status, JSON.parse(refused.text()).code], path).toEqual([404, "NOT_FOUND"]);
    }
    const unknown = await watch(`/coupons/${id}/live?since=1`);
    expect(unknown.status).toBe(400);
    const { port } = shop;
    const posted = await fetch(`http://127.0.0.1:${port}/api/v1/coupons/${id}/live`, {
      method: "POST",
    });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("HEAD answers the headers of a stream and leaves none open", async () => {
    const id = await makeCampaign(other);
    const url = `http://127.0.0.1:${shop.port}/api/v1/coupons/`;
    const head = await fetch(`${url}${id}/live`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    expect(await head.text()).toBe("");
    expect((await fetch(`${url}nope/live`, { method: "HEAD" })).status).toBe(404);
    await expect.poll(() => openStreams(shop)).toBe(0);
  });
});

test("while the database hangs, streams stay, new ones are told to come back, and then the change is told", async () => {
  const shop = await startLiveShop("postgresql");
  onTestFinished(() => shop.stop());
  const { deps } = shop.runtime;
  const id = await makeProduct(deps, { stock: 3 });
  const path = `/products/${id}/live`;
  const watching = await shop.watch(path);
  expect((await watching.next()).data.stock).toBe(3);
  const other = openDatabase(shop.databaseUrl);
  await other.transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE products IN ACCESS EXCLUSIVE MODE`;
    await tx.product.update({ where: { id }, data: { stock: 2, soldQuantity: 1 } });
    // Streams are greeted with what was read last, until that is too old to be true.
    let refused = await shop.watch(path);
    while (refused.status === 200) {
      expect((await refused.next()).data.stock).toBe(3);
      refused.close();
      refused = await shop.watch(path);
    }
    await refused.ended;
    const { code } = JSON.parse(refused.text());
    expect([refused.status, code]).toEqual([503, "TEMPORARILY_UNAVAILABLE"]);
    expect(refused.headers["retry-after"]).toBeDefined();
  });
  await other.close();
  expect((await watching.next()).data.stock).toBe(2);
});

test("a comment every 15 s keeps a silent stream open", async () => {
  const shop = await startLiveShop("sqlite");
  onTestFinished(() => shop.stop());
  const id = await makeCampaign(shop.runtime.deps);
  const watching = await shop.watch(`/coupons/${id}/live`);
  await watching.next();
  await expect.poll(watching.text, { timeout: 17_000 }).toMatch(/\n\n:\n\n$/);
}, 20_000);

test("no comment comes while what is told can't be read, so that watchers notice", async () => {
  const shop = await startLiveShop("sqlite");
  onTestFinished(() => shop.stop());
  const { deps } = shop.runtime;
  const watching = await shop.watch(`/coupons/${await makeCampaign(deps)}/live`);
  await watching.next();
  let failures = 0;
  Object.defineProperty(deps.db, "queries", {
    get() {
      failures += 1;
      throw new Error("The database is away");
    },
  });
  // One read a second: a comment was due at the fifteenth.
  await expect.poll(() => failures, { timeout: 25_000 }).toBeGreaterThanOrEqual(17);
  expect(watching.text()).not.toContain("\n:");
}, 30_000);

async function openStreams({ runtime }: Shop): Promise<number> {
  const { values } = await runtime.meters.streams.get();
  return values[0]?.value ?? 0;
}

describe("the bounds of live streams", () => {
  const shopOf = async (variables: Record<string, string>) => {
    const shop = await startLiveShop("sqlite", variables);
    onTestFinished(() => shop.stop());
    const id = await makeCampaign(shop.runtime.deps);
    return { shop, path: `/coupons/${id}/live` };
  };

  test("beyond MAX_STREAMS a stream is refused with Retry-After, until another one closes", async () => {
    const { shop, path } = await shopOf({ MAX_STREAMS: "2", RATE_LIMIT: "off" });
    const open = [await shop.watch(path), await shop.watch(path)];
    const refused = await shop.watch(path);
    await refused.ended;
    expect([refused.status, JSON.parse(refused.text()).code]).toEqual([503, "TOO_MANY_STREAMS"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    // A refusal for another reason keeps no place.
    open[0]?.close();
    await expect.poll(() => openStreams(shop)).toBe(1);
    expect((await shop.watch("/coupons/nope/live")).status).toBe(404);
    expect((await shop.watch(path)).status).toBe(200);
  });

  test("one address has at most 20 streams, and RATE_LIMIT=off lifts that", async () => {
    const proxied = { TRUSTED_PROXIES: "loopback" };
    const { shop, path } = await shopOf(proxied);
    const from = (ip: string) => shop.watch(path, { "X-Forwarded-For": ip });
    const statuses = async (ips: string[]) =>
      (await Promise.all(ips.map(from))).map((s) => s.status);
    // Addresses of one /64 count together.
    const household = Array.from({ length: 20 }, (_, i) => `2001:db8::${i + 1}`);
    expect(new Set(await statuses(household))).toEqual(new Set([200]));
    expect(await statuses(["2001:db8::ffff", "203.0.113.9"])).toEqual([503, 200]);
    const free = await shopOf({ ...proxied, RATE_LIMIT: "off" });
    const many = await Promise.all(Array.from({ length: 25 }, () => free.shop.watch(free.path)));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test("all that is watched is read once a second, and nothing while nobody watches", async () => {
    const { shop, path } = await shopOf({ RATE_LIMIT: "off" });
    const { db } = shop.runtime.deps;
    let reads = 0;
    const { queries } = db;
    Object.defineProperty(db, "queries", {
      get() {
        reads += 1;
        return queries;
      },
    });
    const product = await makeProduct(shop.runtime.deps);
    const streams = await Promise.all(
      Array.from({ length: 50 }, (_, i) => shop.watch(i % 2 ? path : `/products/${product}/live`)),
    );
    await Promise.all(streams.map((stream) => stream.next()));
    const since = performance.now();
    reads = 0;
    await expect.poll(() => reads, { timeout: 10_000 }).toBeGreaterThanOrEqual(6);
    const seconds = (performance.now() - since) / 1000;
    expect(reads).toBeLessThanOrEqual(2 * (seconds + 1));
    for (const stream of streams) stream.close();
    await expect.poll(() => openStreams(shop)).toBe(0);
    reads = 0;
    await (await shop.watch("/coupons/nope/live")).ended;
    expect(reads).toBe(1);
  });

  test("a process that ends closes its streams at once and takes no others", async () => {
    const { shop, path } = await shopOf({});
    const streams = await Promise.all([1, 2, 3].map(() => shop.watch(path)));
    await Promise.all(streams.map((stream) => stream.next()));
    shop.runtime.live.end();
    await Promise.all(streams.map(({ ended }) => ended));
    expect((await shop.watch(path)).status).toBe(503);
    await expect.poll(() => openStreams(shop)).toBe(0);
  });
});

test("a reader that does not read is dropped, and at most one event is kept for it", async () => {
  const event = Buffer.alloc(64 * 1024, "x");
  let kept = 0;
  const dropped = new Promise<void>((resolve) => {
    const server = createServer((_, response) => {
      const stream = {
        start(reader: { send(text: Buffer): void }) {
          const sending = setInterval(() => {
            reader.send(event);
            kept = Math.max(kept, response.writableLength);
          }, 1);
          response.once("close", () => clearInterval(sending));
        },
        close() {},
      };
      sendStream(stream, new Response(null), response, resolve);
    });
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      const client = connect(port, "127.0.0.1", () =>
        client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
      );
      client.pause().on("error", () => {});
      onTestFinished(() => {
        client.destroy();
        server.close();
      });
    });
  });
  await dropped;
  const headers = 1_000;
  expect(kept).toBeLessThanOrEqual(event.length + headers);
});

test.each([
  ["HTTP/1.0", "GET PATH HTTP/1.0\r\n\r\n"],
  ["a client that has closed its half", "GET PATH HTTP/1.1\r\nHost: a\r\n\r\n"],
  [
    "a request behind another one",
    "GET /api/health HTTP/1.1\r\nHost: a\r\n\r\nGET PATH HTTP/1.1\r\nHost: a\r\n\r\n",
  ],
])("%s leaves no stream behind", async (name, request) => {
  const shop = await startLiveShop("sqlite");
  onTestFinished(() => shop.stop());
  const id = await makeCampaign(shop.runtime.deps);
  const socket = connect({ port: shop.port, host: "127.0.0.1", allowHalfOpen: true });
  socket.write(request.replace("PATH", `/api/v1/coupons/${id}/live`));
  if (name.includes("half")) socket.end();
  let text = "";
  socket.on("data", (part) => {
    text += part;
  });
  if (name.includes("half")) await once(socket, "end");
  else {
    await expect
      .poll(() => text)
      .toMatch(/\r\n\r\nretry: 2000\nevent: campaign\ndata: \{.*\}\n\n$/s);
    expect(text).not.toMatch(/transfer-encoding/i);
  }
  socket.destroy();
  await expect.poll(() => openStreams(shop)).toBe(0);
});
