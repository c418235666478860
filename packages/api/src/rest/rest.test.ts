import { aggregateRanking } from "@sunchak/core";
import { makeCampaign, makeProduct } from "@sunchak/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api.fixture.ts";

const keys = (value: object) => Object.keys(value).sort();

describe.each(["sqlite", "postgresql"] as const)("the REST contract on %s", (provider) => {
  let api: Api & { stop(): Promise<void> };
  let token: string;
  beforeAll(async () => {
    api = await startApi({}, provider);
    token = (await api.signUp()).token;
  });
  afterAll(() => api?.stop());

  const product = (stock = 10, price = 10_000) => makeProduct(api.runtime.deps, { stock, price });
  const charge = (amount: number) =>
    api.post("/api/v1/balance/charges", { token, body: { amount } });
  const place = (productId: string, quantity = 1, more: object = {}) =>
    api.post("/api/v1/orders", { token, body: { lines: [{ productId, quantity }], ...more } });

  test("a product in the list has exactly the spec's fields", async () => {
    await product();
    const answer = await api.get("/api/v1/products?size=5");
    expect(answer.status).toBe(200);
    expect(keys(answer.json)).toEqual(["items", "page", "size", "total", "totalCapped"]);
    expect(keys(answer.json.items[0])).toEqual(
      ["category", "id", "imageUrl", "name", "price", "stock"].sort(),
    );
  });

  test("query strings become numbers and booleans, and inStock=false is false", async () => {
    const soldOut = await product(0, 77_000);
    const path = "/api/v1/products?inStock=false&minPrice=77000&maxPrice=77000&page=1&size=1";
    const answer = await api.get(path);
    expect(answer.json.items.map((item: { id: string }) => item.id)).toEqual([soldOut]);
    expect(answer.json.size).toBe(1);
  });

  test("a product by id also has its other language, description and images", async () => {
    const answer = await api.get(`/api/v1/products/${await product()}`);
    expect(answer.status).toBe(200);
    expect(keys(answer.json)).toEqual(
      [
        ...["category", "description", "descriptionEn", "id", "imageUrl", "images"],
        ...["name", "nameEn", "price", "stock"],
      ].sort(),
    );
    expect((await api.get("/api/v1/products/nope")).status).toBe(404);
  });

  test("products/top is the ranking, not a product id: empty before the first batch, full after it", async () => {
    const before = await api.get("/api/v1/products/top");
    expect(before.json).toEqual({
      items: [],
      windowStart: null,
      windowEnd: null,
      aggregatedAt: null,
    });
    await aggregateRanking(api.runtime.deps);
    // The answer may be cached for five seconds.
    api.clock.advance(6_000);
    const after = await api.get("/api/v1/products/top");
    expect(keys(after.json)).toEqual(["aggregatedAt", "items", "windowEnd", "windowStart"]);
  });

  test("products/top takes a window, a category, an order and a size", async () => {
    const top = (query: string) => api.get(`/api/v1/products/top${query}`);
    await aggregateRanking(api.runtime.deps);
    api.clock.advance(6_000);
    for (const query of ["?days=1", "?days=30&by=revenue&size=20", "?days=7&category=none"]) {
      const answer = await top(query);
      expect([query, answer.status]).toEqual([query, 200]);
      const days = Number(query.slice(6).split("&")[0]);
      const { windowStart, windowEnd } = answer.json;
      expect(Date.parse(windowEnd) - Date.parse(windowStart)).toBe(days * 86_400_000);
    }
    const wrong = ["days=2", "days=3.0", "days=03x", "days=", "days=1&days=1", "by=price"];
    wrong.push("size=0", "size=21", "size=x", "month=1", "category=%00");
    for (const query of wrong) {
      const { status, json } = await top(`?${query}`);
      expect([query, status, json.code]).toEqual([query, 400, "VALIDATION_FAILED"]);
    }
    expect((await top("")).json).toEqual((await top("?days=3&by=quantity&size=5")).json);
  });

  test("the balance is 0 at first, can be charged up to its limit, and lists its entries", async () => {
    const other = await api.signUp();
    const as = { token: other.token };
    expect((await api.get("/api/v1/balance", as)).json).toEqual({ balance: 0 });
    const charged = await api.post("/api/v1/balance/charges", { ...as, body: { amount: 5_000 } });
    expect(charged.status).toBe(200);
    expect(keys(charged.json)).toEqual(["balance", "chargedAt"]);
    expect(charged.json.balance).toBe(5_000);
    for (let i = 0; i < 9; i++) {
      await api.post("/api/v1/balance/charges", { ...as, body: { amount: 1_000_000 } });
    }
    const over = await api.post("/api/v1/balance/charges", { ...as, body: { amount: 1_000_000 } });
    expect([over.status, over.json.code]).toEqual([400, "BALANCE_LIMIT_EXCEEDED"]);
    const page = await api.get("/api/v1/balance/entries?size=2", as);
    expect(page.json.items.map((entry: { number: number }) => entry.number)).toEqual([10, 9]);
    const next = await api.get(`/api/v1/balance/entries?size=2&cursor=${page.json.nextCursor}`, as);
    expect(next.json.items.map((entry: { number: number }) => entry.number)).toEqual([8, 7]);
  });

  test("a coupon is listed, issued with 201, refused the second time, and shown among one's own", async () => {
    const id = await makeCampaign(api.runtime.deps, {});
    const list = await api.get("/api/v1/coupons");
    expect(keys(list.json)).toEqual(["items"]);
    expect(list.json.items[0]).not.toHaveProperty("nameEn");
    const issued = await api.post(`/api/v1/coupons/${id}/issue`, { token });
    expect(issued.status).toBe(201);
    expect(keys(issued.json)).toEqual([
      ...["couponId", "expiresAt", "issuedCouponId", "number", "receipt"],
    ]);
    expect(keys(issued.json.receipt)).toEqual(["hash", "keyId", "number", "salt", "signature"]);
    const again = await api.post(`/api/v1/coupons/${id}/issue`, { token });
    expect([again.status, again.json.code]).toEqual([409, "COUPON_ALREADY_ISSUED"]);
    const mine = await api.get("/api/v1/me/coupons", { token });
    expect(mine.json.items).toHaveLength(1);
    expect(mine.json.items[0]).toMatchObject({ status: "USABLE", number: 1 });
    const unknown = await api.post("/api/v1/coupons/nope/issue", { token });
    expect(unknown.status).toBe(404);
    const receiptPath = `/api/v1/me/coupons/${issued.json.issuedCouponId}/receipt`;
    expect((await api.get(receiptPath, { token })).json).toEqual(issued.json.receipt);
    expect((await api.get(receiptPath)).status).toBe(401);
    const log = await api.get(`/api/v1/coupons/${id}/log?after=0&size=1`);
    expect([log.status, keys(log.json)]).toEqual([200, ["head", "items", "nextAfter"]]);
    expect(keys(log.json.head)).toEqual(["hash", "keyId", "number", "signature", "signedAt"]);
    expect(keys(log.json.items[0])).toEqual(["arrivedAt", "door", "hash", "holder", "number"]);
    expect(log.json.head.hash).toBe(issued.json.receipt.hash);
    const { keys: signers } = (await api.get("/api/v1/log-keys")).json;
    expect(signers.map(keys)).toEqual([["keyId", "publicKey"]]);
    expect(signers[0].keyId).toBe(log.json.head.keyId);
    for (const query of ["after=-1", "size=0", "size=1001", "after=x", "after=9999999999"]) {
      expect((await api.get(`/api/v1/coupons/${id}/log?${query}`)).status).toBe(400);
    }
  });

  test("a campaign has its phase, in the list and by its id, where paused and closed ones are too", async () => {
    const { deps } = api.runtime;
    const inSeconds = (n: number) => new Date(api.clock.now().getTime() + n * 1_000);
    const ids = {
      OPEN: await makeCampaign(deps),
      UPCOMING: await makeCampaign(deps, { opensAt: inSeconds(60) }),
      PAUSED: await makeCampaign(deps, { paused: true }),
      CLOSED: await makeCampaign(deps, { closesAt: inSeconds(-60) }),
    };
    const { items } = (await api.get("/api/v1/coupons")).json;
    const listed = new Map(items.map((item: { id: string }) => [item.id, item]));
    for (const [phase, id] of Object.entries(ids)) {
      const { status, json } = await api.get(`/api/v1/coupons/${id}`);
      expect([status, json.phase]).toEqual([200, phase]);
      expect(listed.get(id)).toEqual(/OPEN|UPCOMING/.test(phase) ? json : undefined);
    }
    for (const id of ["nope", "%00", "a%2Fb"]) {
      expect((await api.get(`/api/v1/coupons/${id}`)).status, id).toBe(404);
    }
    expect((await api.get(`/api/v1/coupons/${ids.OPEN}?id=other`)).status).toBe(400);
  });

  test("an order is placed with 201, read, paid and listed, and another user's is not found", async () => {
    await charge(100_000);
    const placed = await place(await product(5, 10_000), 2);
    expect(placed.status).toBe(201);
    expect(placed.json).toMatchObject({ status: "PENDING", subtotal: 20_000, total: 20_000 });
    expect(keys(placed.json)).toEqual(
      [
        ...["balance", "createdAt", "discount", "expiresAt", "issuedCouponId", "lines", "orderId"],
        ...["orderNumber", "paidAt", "status", "subtotal", "total"],
      ].sort(),
    );
    expect(keys(placed.json.lines[0])).toEqual(
      ["amount", "name", "productId", "quantity", "unitPrice"].sort(),
    );
    const { orderId, balance } = placed.json;
    const paid = await api.post(`/api/v1/orders/${orderId}/payment`, { token });
    expect(paid.status).toBe(200);
    expect(paid.json).toMatchObject({ orderId, status: "PAID", balance: balance - 20_000 });
    expect(paid.json.orderNumber).toMatch(/^\d{8}-[2-9A-HJ-NP-Z]{8}$/);
    const read = await api.get(`/api/v1/orders/${orderId}`, { token });
    expect(read.json).not.toHaveProperty("balance");
    expect(read.json.status).toBe("PAID");
    expect((await api.get("/api/v1/orders?size=1", { token })).json.items).toHaveLength(1);
    const stranger = await api.signUp();
    const stolen = await api.get(`/api/v1/orders/${orderId}`, { token: stranger.token });
    expect(stolen.status).toBe(404);
    const repaid = await api.post(`/api/v1/orders/${orderId}/payment`, { token });
    expect([repaid.status, repaid.json.code]).toEqual([409, "ORDER_NOT_PAYABLE"]);
  });

  test("cancelling twice answers the same, and cancelling a paid order is refused", async () => {
    await charge(100_000);
    const { orderId } = (await place(await product())).json;
    const first = await api.post(`/api/v1/orders/${orderId}/cancellation`, { token });
    const second = await api.post(`/api/v1/orders/${orderId}/cancellation`, { token });
    expect(first.json).toEqual({ orderId, status: "CANCELLED" });
    expect([second.status, second.text]).toEqual([200, first.text]);
    const paid = (await place(await product())).json;
    await api.post(`/api/v1/orders/${paid.orderId}/payment`, { token });
    const late = await api.post(`/api/v1/orders/${paid.orderId}/cancellation`, { token });
    expect([late.status, late.json.code]).toEqual([409, "ORDER_NOT_CANCELLABLE"]);
  });

  test("each refusal of an order and a payment has its status and details", async () => {
    const poor = await api.signUp();
    const as = { token: poor.token };
    const short = await product(1, 10_000);
    const unknown = await place("nope");
    expect([unknown.status, unknown.json.details]).toEqual([404, { productId: "nope" }]);
    const tooMany = await place(short, 3);
    expect([tooMany.status, tooMany.json.code]).toEqual([409, "OUT_OF_STOCK"]);
    expect(tooMany.json.details).toEqual({
      lines: [{ productId: short, requested: 3, available: 1 }],
    });
    const dear = await product(1, 10_000_001);
    const unpayable = await place(dear);
    expect([unpayable.status, unpayable.json.code]).toEqual([409, "ORDER_EXCEEDS_MAX_BALANCE"]);
    expect(unpayable.json.details).toEqual({ total: 10_000_001, maxBalance: 10_000_000 });
    const other = await place(short, 1, { expectedTotal: 9_000 });
    expect([other.status, other.json.code]).toEqual([409, "PRICE_CHANGED"]);
    expect(other.json.details).toEqual({ expected: 9_000, total: 10_000 });
    const body = { lines: [{ productId: short, quantity: 1 }], expectedTotal: 10_000 };
    const { orderId } = (await api.post("/api/v1/orders", { ...as, body })).json;
    const broke = await api.post(`/api/v1/orders/${orderId}/payment`, as);
    expect([broke.status, broke.json.code]).toEqual([402, "INSUFFICIENT_BALANCE"]);
    expect(broke.json.details).toEqual({ balance: 0, total: 10_000, shortBy: 10_000 });
    api.clock.advance(16 * 60_000);
    const expired = await api.post(`/api/v1/orders/${orderId}/payment`, as);
    expect([expired.status, expired.json.code]).toEqual([409, "ORDER_EXPIRED"]);
  });

  test("one key has one effect and one answer, byte for byte, however many calls at once", async () => {
    const shopper = await api.signUp();
    const headers = { "idempotency-key": "one press" };
    const press = () =>
      api.post("/api/v1/balance/charges", {
        token: shopper.token,
        headers,
        body: { amount: 7_000 },
      });
    const answers = await Promise.all(Array.from({ length: 10 }, press));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const { json } = await api.get("/api/v1/balance", { token: shopper.token });
    expect(json).toEqual({ balance: 7_000 });
    const other = await api.post("/api/v1/balance/charges", {
      token: shopper.token,
      headers,
      body: { amount: 8_000 },
    });
    expect([other.status, other.json.code]).toEqual([422, "IDEMPOTENCY_KEY_REUSED"]);
  });

  test("only a successful payment uses up its key", async () => {
    const shopper = await api.signUp();
    const as = { token: shopper.token };
    const body = { lines: [{ productId: await product(), quantity: 1 }] };
    const { orderId } = (await api.post("/api/v1/orders", { ...as, body })).json;
    const pay = () =>
      api.post(`/api/v1/orders/${orderId}/payment`, {
        ...as,
        headers: { "idempotency-key": "pay" },
      });
    expect((await pay()).status).toBe(402);
    await api.post("/api/v1/balance/charges", { ...as, body: { amount: 10_000 } });
    const paid = await pay();
    expect(paid.status).toBe(200);
    expect((await pay()).text).toBe(paid.text);
  });
});
