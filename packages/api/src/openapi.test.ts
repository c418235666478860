import { expect, test } from "vitest";
import { apiForTest } from "./api.fixture.ts";
import { openApiDocument } from "./openapi.ts";
import { restProcedures } from "./rest-calls.ts";
import { storefrontRouter } from "./storefront-router.ts";

const document = openApiDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    call: `${method.toUpperCase()} ${path}`,
    operation: operation as { responses: Record<string, unknown>; security?: unknown },
  })),
);
const find = (call: string) => operations.find((each) => each.call === call)?.operation;

/** Every call that the spec names, with its success status and whether it needs a session. */
const spec: [string, string, boolean][] = [
  ["GET /api/v1/products", "200", false],
  ["GET /api/v1/products/{id}", "200", false],
  ["GET /api/v1/products/top", "200", false],
  ["GET /api/v1/balance", "200", true],
  ["POST /api/v1/balance/charges", "200", true],
  ["GET /api/v1/balance/entries", "200", true],
  ["GET /api/v1/coupons", "200", false],
  ["POST /api/v1/coupons/{id}/issue", "201", true],
  ["GET /api/v1/me/coupons", "200", true],
  ["POST /api/v1/orders", "201", true],
  ["GET /api/v1/orders", "200", true],
  ["GET /api/v1/orders/{id}", "200", true],
  ["POST /api/v1/orders/{id}/payment", "200", true],
  ["POST /api/v1/orders/{id}/cancellation", "200", true],
];

test.each(spec)("the document has %s with %s", (call, status, signedIn) => {
  const operation = find(call);
  expect(Object.keys(operation?.responses ?? {})).toContain(status);
  expect(operation?.security !== undefined).toBe(signedIn);
});

test("the document has the router's calls and the spec's, and no others", () => {
  const documented = operations.map(({ call }) => call).filter((call) => call.includes("/api/v1/"));
  const routed = restProcedures(storefrontRouter).map(
    ({ method, path }) => `${method} /api/v1${path}`,
  );
  expect(documented.sort()).toEqual(spec.map(([call]) => call).sort());
  expect(routed.sort()).toEqual(documented);
});

test("every refusal of an order by its stock, coupon or total is named", () => {
  const responses = find("POST /api/v1/orders")?.responses as Record<string, object>;
  expect(responses[409]).toMatchObject({
    description: "OUT_OF_STOCK, COUPON_NOT_USABLE, ORDER_EXCEEDS_MAX_BALANCE, PRICE_CHANGED",
  });
});

test("every refusal of a payment is named under its status", () => {
  const responses = find("POST /api/v1/orders/{id}/payment")?.responses as Record<
    string,
    { description: string }
  >;
  expect(
    Object.fromEntries(
      Object.entries(responses).map(([status, { description }]) => [status, description]),
    ),
  ).toEqual({
    200: "Done",
    400: "VALIDATION_FAILED",
    401: "UNAUTHENTICATED",
    402: "INSUFFICIENT_BALANCE",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    409: "ORDER_NOT_PAYABLE, ORDER_EXPIRED, OUT_OF_STOCK, COUPON_NOT_USABLE",
    413: "PAYLOAD_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    422: "IDEMPOTENCY_KEY_REUSED",
    429: "RATE_LIMITED",
    500: "INTERNAL",
  });
});

test("Idempotency-Key is a header of charge, order and payment, and never a field of a body", () => {
  const withKey = operations.filter(({ operation }) =>
    JSON.stringify(operation).includes("Idempotency-Key"),
  );
  expect(withKey.map(({ call }) => call).sort()).toEqual([
    "POST /api/v1/balance/charges",
    "POST /api/v1/orders",
    "POST /api/v1/orders/{id}/payment",
  ]);
  expect(JSON.stringify(document)).not.toContain("idempotencyKey");
});

test("every reference leads somewhere", () => {
  const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  expect(names.length).toBeGreaterThan(0);
  for (const [, name = ""] of names) expect(document.components.schemas).toHaveProperty(name);
});

test("the served document is this one", async () => {
  const api = await apiForTest();
  const answer = await api.get("/api/v1/openapi.json");
  expect(answer.json).toEqual(JSON.parse(JSON.stringify(document)));
});
