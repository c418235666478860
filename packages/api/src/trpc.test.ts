import { makeCampaign, makeProduct } from "@sunchak/testing";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, type Call, ORIGIN, startApi } from "./api.fixture.ts";
import { createContext } from "./context.ts";
import { createApiHandler } from "./handle-api.ts";
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

const type = (value = "application/json") => ({ "content-type": value });

/** Requests of every kind, sent as they stand here. */
const requests: [string, string, string, Call?][] = [
  ["a query without an input", "GET", "product.categories"],
  ["a query with an input", "GET", 'product.list?input={"size":1}'],
  ["a query with an encoded input", "GET", "product.list?input=%7B%22size%22%3A1%7D"],
  ["a query with an empty input", "GET", "product.list?input="],
  ["a query with an unknown parameter", "GET", "product.categories?x=1"],
  ["a query with a content type", "GET", "product.categories", { headers: type("text/plain") }],
  ["a query that says form", "GET", "product.categories", { headers: type("multipart/form-data") }],
  ["a query that is refused", "GET", 'product.get?input={"id":"none"}'],
  ["a query with a wrong input", "GET", 'product.get?input={"id":1}'],
  ["a query with a malformed input", "GET", "product.get?input={"],
  ["a query by a POST", "POST", "product.categories", { body: {} }],
  ["a mutation", "POST", "balance.charge", { body: { amount: 1_000, idempotencyKey: "one" } }],
  ["a mutation by a GET", "GET", "balance.charge"],
  ["a mutation that is refused", "POST", "order.pay", { body: { id: "none" } }],
  ["a mutation with a wrong input", "POST", "balance.charge", { body: { amount: "5000" } }],
  ["a mutation without a body", "POST", "balance.charge", { raw: "", headers: type() }],
  ["a malformed body", "POST", "balance.charge", { raw: "{", headers: type() }],
  ["a body that is not UTF-8", "POST", "order.pay", { raw: '{"id":"\xff"}', headers: type() }],
  [
    "a body with a byte order mark",
    "POST",
    "order.pay",
    { raw: '\ufeff{"id":"no"}', headers: type() },
  ],
  ["no such call", "GET", "no.such"],
  ["__proto__", "GET", "__proto__"],
  ["constructor", "POST", "constructor", { body: {} }],
  ["no name", "GET", ""],
  ["a router's name", "GET", "product"],
  ["an encoded name", "GET", "product%2Ecategories"],
  ["a malformed name", "GET", "%E0%A4%A"],
  ["a slash after the name", "GET", "product.categories/"],
  ["a batch of one", "GET", "product.categories?batch=1&input={}"],
  ["a batch without inputs", "GET", "product.categories,product.top?batch=1"],
  ["a batch of different calls", "GET", 'product.list,coupon.list?batch=1&input={"0":{"size":1}}'],
  [
    "a batch in which some are refused",
    "GET",
    'balance.get,product.get?batch=1&input={"1":{"id":"no"}}',
  ],
  ["a batch in which all are refused", "GET", "product.get,product.get?batch=1&input={}"],
  ["a batch of ten", "GET", `${Array(10).fill("product.top").join()}?batch=1`],
  [
    "a batch of mutations",
    "POST",
    "balance.charge,order.pay?batch=1",
    { body: { 0: { amount: 1_000, idempotencyKey: "b" }, 1: { id: "no" } } },
  ],
  ["a batch of both types", "GET", "product.categories,balance.charge?batch=1&input={}"],
  ["a batch of queries by a POST", "POST", "product.categories?batch=1", { body: {} }],
  ["a batch with an unknown call", "GET", "product.categories,no.such?batch=1&input={}"],
  ["a batch with no name in it", "GET", "product.categories,?batch=1&input={}"],
  ["a batch whose inputs are a list", "POST", "order.pay?batch=1", { body: [{ id: "no" }] }],
  ["a batch whose inputs are null", "POST", "order.pay?batch=1", { raw: "null", headers: type() }],
  ["a batch whose inputs are malformed", "GET", "product.categories,product.get?batch=1&input={"],
  ["a batch without a body", "POST", "order.pay?batch=1", { raw: "", headers: type() }],
  ["two names without a batch", "GET", "product.categories,product.top"],
  ["a batch twice", "GET", "product.categories?batch=1&batch=0"],
  ["a batch whose name is encoded", "GET", "product.categories?%62atch=1&input={}"],
  ["a batch that is none", "GET", "product.categories?batch=0"],
  ["connection parameters", "GET", "product.categories?connectionParams={"],
  [
    "a call that wants a stream",
    "GET",
    "product.categories",
    { headers: { "trpc-accept": "application/jsonl" } },
  ],
  [
    "a call that accepts a stream",
    "GET",
    "product.categories",
    { headers: { accept: "text/html, application/jsonl" } },
  ],
  ["HEAD", "HEAD", "product.categories"],
  ["PUT", "PUT", "product.categories"],
];

test.each(requests)(
  "%s is answered as tRPC's own handler answers it",
  async (_name, method, path, call = {}) => {
    const { body, headers, raw = body === undefined ? null : JSON.stringify(body) } = call;
    const request = new Request(`${ORIGIN}/api/trpc/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && type()), ...headers },
      body: raw,
    });
    const ours = await createApiHandler(api.runtime)(request.clone(), { remoteAddress: undefined });
    const theirs = await fetchRequestHandler({
      endpoint: "/api/trpc",
      req: request,
      router: storefrontRouter,
      createContext: () => createContext(api.runtime, request.headers),
    });
    const told = async (answer: Response) => [
      answer.status,
      answer.headers.get("content-type"),
      answer.headers.get("vary"),
      await answer.text(),
    ];
    expect(await told(ours)).toEqual(await told(theirs));
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
