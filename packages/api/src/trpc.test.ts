import { makeCampaign, makeProduct } from "@sunchak/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "./api.fixture.ts";
import { createContext } from "./context.ts";
import { storefrontRouter } from "./storefront/storefront-router.ts";
import { createCallerFactory } from "./trpc.ts";

let api: Api & { stop(): Promise<void> };
let token: string;
beforeAll(async () => {
  api = await startApi();
  token = (await api.signUp()).token;
});
afterAll(() => api?.stop());

const query = (name: string, input: unknown) =>
  api.get(`/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`, { token });

test("a refusal carries the domain's code, status and details, and no stack", async () => {
  const productId = await makeProduct(api.runtime.deps, { stock: 1 });
  const body = { lines: [{ productId, quantity: 2 }] };
  const answer = await api.post("/api/trpc/order.place", { token, body });
  expect(answer.status).toBe(409);
  expect(answer.json.error.data).toEqual({
    code: "OUT_OF_STOCK",
    httpStatus: 409,
    path: "order.place",
    details: { lines: [{ productId, requested: 2, available: 1 }] },
  });
});

test("a refused input names its wrong fields", async () => {
  const answer = await api.post("/api/trpc/balance.charge", { token, body: { amount: "5000" } });
  expect([answer.status, answer.json.error.data.code]).toEqual([400, "VALIDATION_FAILED"]);
  expect(answer.json.error.data.details.fields[0].path).toBe("amount");
  expect(answer.json.error.message).toBe("The input is not valid.");
});

test.each<[string, string, () => Promise<{ status: number; json: { error: { data: object } } }>]>([
  ["UNAUTHENTICATED", "401", () => api.get("/api/trpc/balance.get")],
  ["NOT_FOUND", "404", () => api.get("/api/trpc/no.such")],
  ["METHOD_NOT_ALLOWED", "405", () => api.get("/api/trpc/balance.charge", { token })],
  ["VALIDATION_FAILED", "400", () => api.get("/api/trpc/product.get?input=%7B")],
  [
    "VALIDATION_FAILED",
    "400",
    () =>
      api.post("/api/trpc/balance.charge", {
        token,
        raw: "{",
        headers: { "content-type": "application/json" },
      }),
  ],
])("a call that tRPC refuses is %s, %s", async (code, status, call) => {
  const answer = await call();
  expect([answer.status, answer.json.error.data]).toEqual([
    Number(status),
    expect.objectContaining({ code, httpStatus: Number(status) }),
  ]);
});

test.each(["text/plain", "application/octet-stream", "multipart/form-data; boundary=x"])(
  "a body of the type %s is 415",
  async (type) => {
    const headers = { "content-type": type };
    const answer = await api.post("/api/trpc/balance.charge", { token, raw: "{}", headers });
    expect([answer.status, answer.json.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  },
);

test("a batch takes at most ten calls", async () => {
  const batch = (size: number) =>
    api.get(`/api/trpc/${Array(size).fill("product.top").join()}?batch=1&input=%7B%7D`);
  expect((await batch(10)).status).toBe(200);
  const refused = await batch(11);
  expect(refused.status).toBe(400);
  expect(refused.text).not.toContain("soldQuantity");
});

test("each call of a batch has its own idempotency key, in its input", async () => {
  const shopper = await api.signUp();
  const input = { amount: 5_000, idempotencyKey: "press" };
  const answer = await api.post("/api/trpc/balance.charge,balance.charge?batch=1", {
    token: shopper.token,
    body: { 0: input, 1: input },
  });
  expect(answer.json[0]).toEqual(answer.json[1]);
  expect((await api.get("/api/v1/balance", { token: shopper.token })).json.balance).toBe(5_000);
  // A key is the same key over each transport.
  const rest = await api.post("/api/v1/balance/charges", {
    token: shopper.token,
    headers: { "idempotency-key": "press" },
    body: { amount: 5_000 },
  });
  expect(rest.json).toEqual(answer.json[0].result.data);
});

test("the answers have what REST leaves out: the other language, the server's clock, the phase", async () => {
  const id = await makeCampaign(api.runtime.deps);
  const list = (await query("coupon.list", undefined)).json.result.data;
  expect(list.now).toBe(api.clock.now().toISOString());
  expect(list.items[0].nameEn).toBe("First-come coupon");
  expect((await query("coupon.get", { id })).json.result.data.phase).toBe("OPEN");
  const category = { slug: "kitchen", name: "주방", nameEn: "Kitchen" };
  await api.runtime.deps.db.client.category.create({
    data: { ...category, createdAt: api.clock.now() },
  });
  const { items } = (await query("product.categories", undefined)).json.result.data;
  expect(items).toEqual([category]);
});

test("pages call the same procedures in the process, as the user of their request", async () => {
  const headers = new Headers({ authorization: `Bearer ${token}` });
  const caller = createCallerFactory(storefrontRouter)(createContext(api.runtime, headers));
  expect(await caller.session.me()).toMatchObject({ role: "user" });
  const visitor = createCallerFactory(storefrontRouter)(createContext(api.runtime, new Headers()));
  expect(await visitor.session.me()).toBeNull();
  await expect(visitor.balance.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
