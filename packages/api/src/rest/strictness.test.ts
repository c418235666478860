import { makeProduct } from "@sunchak/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, type Call, startApi } from "../api.fixture.ts";

let api: Api & { stop(): Promise<void> };
let token: string;
let productId: string;
beforeAll(async () => {
  api = await startApi();
  token = (await api.signUp()).token;
  productId = await makeProduct(api.runtime.deps);
});
afterAll(() => api?.stop());

const json = { "content-type": "application/json" };
const charges = "/api/v1/balance/charges";
const nul = encodeURIComponent("\u0000");

describe("input is strict", () => {
  test.each<[string, Call]>([
    ["a string for a number", { body: { amount: "5000" } }],
    ["a list for a number", { body: { amount: [5000] } }],
    ["true for a number", { body: { amount: true } }],
    ["null for a number", { body: { amount: null } }],
    ["a fraction", { body: { amount: 5000.5 } }],
    ["a number too large to be exact", { raw: '{"amount":1e400}', headers: json }],
    ["too little", { body: { amount: 999 } }],
    ["too much", { body: { amount: 1_000_001 } }],
    ["a negative amount", { body: { amount: -5000 } }],
    ["a missing field", { body: {} }],
    ["an unknown field", { body: { amount: 5000, bonus: 1 } }],
    ["a key that belongs into the header", { body: { amount: 5000, idempotencyKey: "k" } }],
    ["another user's id", { body: { amount: 5000, userId: "u" } }],
    ["__proto__", { raw: '{"amount":5000,"__proto__":{"x":1}}', headers: json }],
    ["no body", {}],
    ["an empty body that says JSON", { raw: "", headers: json }],
    ["malformed JSON", { raw: '{"amount":', headers: json }],
    ["a bare NaN", { raw: '{"amount":NaN}', headers: json }],
    ["a list", { raw: "[]", headers: json }],
    ["null", { raw: "null", headers: json }],
    ["a string", { raw: '"amount"', headers: json }],
    ["a number", { raw: "5000", headers: json }],
    ["invalid UTF-8", { raw: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), headers: json }],
    ["an empty idempotency key", { body: { amount: 5000 }, headers: { "idempotency-key": "" } }],
    [
      "a long idempotency key",
      { body: { amount: 5000 }, headers: { "idempotency-key": "k".repeat(256) } },
    ],
    [
      "an idempotency key that is not ASCII",
      { body: { amount: 5000 }, headers: { "idempotency-key": "cl\u00e9" } },
    ],
  ])("a charge with %s is 400 and changes nothing", async (_name, call) => {
    const answer = await api.post(charges, { token, ...call });
    expect([answer.status, answer.json.code]).toEqual([400, "VALIDATION_FAILED"]);
    expect((await api.get("/api/v1/balance", { token })).json).toEqual({ balance: 0 });
  });

  test("a refused input names its wrong fields, unknown ones too", async () => {
    const answer = await api.post(charges, { token, body: { amount: "5000" } });
    expect(answer.json.details.fields).toEqual([{ path: "amount", message: expect.any(String) }]);
    const unknown = await api.post(charges, { token, body: { amount: 5000, bonus: 1 } });
    expect(unknown.json.details.fields).toEqual([{ path: "bonus", message: "unknown field" }]);
  });

  test.each<[string, (id: string) => unknown]>([
    ["no lines", () => ({})],
    ["an empty list of lines", () => ({ lines: [] })],
    [
      "51 lines",
      () => ({
        lines: Array.from({ length: 51 }, (_, i) => ({ productId: `p${i}`, quantity: 1 })),
      }),
    ],
    [
      "a product twice",
      (id) => ({
        lines: [
          { productId: id, quantity: 1 },
          { productId: id, quantity: 1 },
        ],
      }),
    ],
    ["a quantity of 0", (id) => ({ lines: [{ productId: id, quantity: 0 }] })],
    ["a quantity of 100", (id) => ({ lines: [{ productId: id, quantity: 100 }] })],
    ["a quantity in a string", (id) => ({ lines: [{ productId: id, quantity: "1" }] })],
    ["a numeric product id", () => ({ lines: [{ productId: 1, quantity: 1 }] })],
    ["an unknown field in a line", (id) => ({ lines: [{ productId: id, quantity: 1, price: 1 }] })],
    [
      "a coupon that is null",
      (id) => ({ lines: [{ productId: id, quantity: 1 }], issuedCouponId: null }),
    ],
    ["lines as an object", (id) => ({ lines: { productId: id, quantity: 1 } })],
  ])("an order with %s is 400", async (_name, body) => {
    const answer = await api.post("/api/v1/orders", { token, body: body(productId) });
    expect([answer.status, answer.json.code]).toEqual([400, "VALIDATION_FAILED"]);
  });

  test.each([
    "page=0",
    "page=-1",
    "page=1.5",
    "page=1e3",
    "page=",
    "page=%201",
    "page=0x10",
    "page=99999999999999999999",
    "size=0",
    "size=101",
    "page=501&size=20",
    "page=1&page=2",
    "minPrice=abc",
    "minPrice=-1",
    "maxPrice=1.0",
    "inStock=1",
    "inStock=TRUE",
    "inStock=",
    "sort=cheapest",
    "sort=",
    "unknown=1",
    "__proto__=1",
    "constructor=1",
    `q=${nul}`,
    `q=${"x".repeat(201)}`,
    `category=${nul}`,
  ])("a product list with ?%s is 400", async (query) => {
    const answer = await api.get(`/api/v1/products?${query}`);
    expect([answer.status, answer.json.code]).toEqual([400, "VALIDATION_FAILED"]);
  });

  test.each(["q=%25", "q=_", "q=%5C", "q='", "q=%FF", "q=%", "q=%ED%A0%80", "page=500&size=20"])(
    "a product list with ?%s is accepted",
    async (query) => {
      expect((await api.get(`/api/v1/products?${query}`)).status).toBe(200);
    },
  );

  test.each(["cursor=x%00", "cursor=%27%20OR%201", "cursor=a&cursor=b", "size=x", "cursor="])(
    "a page of orders with ?%s is 400",
    async (query) => {
      for (const path of ["/api/v1/orders", "/api/v1/balance/entries"]) {
        expect((await api.get(`${path}?${query}`, { token })).status).toBe(400);
      }
    },
  );

  test.each(["abc", "0", "-1", "99999999999", "not-a-cursor"])(
    "a page after the invented cursor %s is never 5xx",
    async (cursor) => {
      for (const path of ["/api/v1/orders", "/api/v1/balance/entries"]) {
        const { status } = await api.get(`${path}?cursor=${cursor}`, { token });
        expect([200, 400]).toContain(status);
      }
    },
  );

  test.each([
    nul,
    "%E0%A4%A",
    "%",
    "%ff",
    "a%2Fb",
    "..%2f..",
    "'",
    "%F0%9F%92%A9",
    "x".repeat(5000),
  ])("the id %s is simply not found", async (id) => {
    const answers = await Promise.all([
      api.get(`/api/v1/products/${id}`),
      api.get(`/api/v1/orders/${id}`, { token }),
      api.post(`/api/v1/orders/${id}/payment`, { token }),
      api.post(`/api/v1/orders/${id}/cancellation`, { token }),
      api.post(`/api/v1/coupons/${id}/issue`, { token }),
    ]);
    for (const { status, json } of answers) {
      expect([status, json.code]).toEqual([404, "NOT_FOUND"]);
    }
  });

  test("an order with a malformed product or coupon id is answered 404", async () => {
    for (const id of ["\u0000", "\ud800", "'; --", ""]) {
      const lines = [{ productId: id, quantity: 1 }];
      const product = await api.post("/api/v1/orders", { token, body: { lines } });
      expect(product.status).toBe(404);
      const coupon = await api.post("/api/v1/orders", {
        token,
        body: { lines: [{ productId, quantity: 1 }], issuedCouponId: id },
      });
      expect(coupon.status, JSON.stringify(id)).toBe(404);
    }
  });
});

describe("calls without an input", () => {
  const issue = "/api/v1/coupons/nope/issue";
  test.each<[string, Call, number]>([
    ["nothing at all", {}, 404],
    ["an empty object", { body: {} }, 404],
    ["an empty body of any type", { raw: "", headers: { "content-type": "text/plain" } }, 404],
    ["a field", { body: { id: "other" } }, 400],
    ["a list", { raw: "[]", headers: json }, 400],
    ["malformed JSON", { raw: "{", headers: json }, 400],
    [
      "a form",
      { raw: "a=1", headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
    ],
  ])("accept no body or an empty one only: %s", async (_name, call, status) => {
    expect((await api.post(issue, { token, ...call })).status).toBe(status);
  });

  test("an unknown query parameter is refused with 400", async () => {
    expect((await api.get("/api/v1/balance?x=1", { token })).status).toBe(400);
    expect((await api.post(`${charges}?amount=1`, { token, body: { amount: 5000 } })).status).toBe(
      400,
    );
  });
});
