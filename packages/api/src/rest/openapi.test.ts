import { expect, test } from "vitest";
import { apiForTest } from "../api.fixture.ts";
import { liveStreams } from "../live/live-streams.ts";
import { storefrontRouter } from "../storefront/storefront-router.ts";
import { openApiDocument } from "./openapi.ts";
import { restProcedures } from "./rest-calls.ts";

interface Operation {
  responses: Record<string, { description: string }>;
  security?: unknown;
  parameters?: { name: string; schema: { description?: string } }[];
  requestBody?: {
    content: {
      "application/json": { schema: { properties: Record<string, { description?: string }> } };
    };
  };
}

const document = openApiDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    call: `${method.toUpperCase()} ${path}`,
    operation: operation as Operation,
  })),
);
const find = (call: string) => operations.find((each) => each.call === call)?.operation;

/** The codes in the description of a call's answers, by status. */
const named = (call: string) =>
  Object.fromEntries(
    Object.entries(find(call)?.responses ?? {}).map(([status, { description }]) => [
      status,
      description,
    ]),
  );

/** Every call that the spec names, with its success status and whether it needs a session. */
const spec: [string, string, boolean][] = [
  ["GET /api/v1/products", "200", false],
  ["GET /api/v1/products/{id}", "200", false],
  ["GET /api/v1/products/suggest", "200", false],
  ["GET /api/v1/products/top", "200", false],
  ["GET /api/v1/balance", "200", true],
  ["POST /api/v1/balance/charges", "200", true],
  ["GET /api/v1/balance/entries", "200", true],
  ["GET /api/v1/coupons", "200", false],
  ["GET /api/v1/coupons/{id}", "200", false],
  ["GET /api/v1/coupons/{id}/live", "200", false],
  ["GET /api/v1/products/{id}/live", "200", false],
  ["POST /api/v1/coupons/{id}/issue", "201", true],
  ["GET /api/v1/coupons/{id}/log", "200", false],
  ["GET /api/v1/log-keys", "200", false],
  ["GET /api/v1/me/coupons", "200", true],
  ["GET /api/v1/me/coupons/{issuedCouponId}/receipt", "200", true],
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

test("the document lists the router's calls and the spec's, and no others", () => {
  const documented = operations.map(({ call }) => call).filter((call) => call.includes("/api/v1/"));
  const routed = restProcedures(storefrontRouter).map(
    ({ method, path }) => `${method} /api/v1${path}`,
  );
  expect(documented.sort()).toEqual(spec.map(([call]) => call).sort());
  const streams = Object.values(liveStreams).map(({ path }) => `GET /api/v1${path}`);
  expect([...routed, ...streams].sort()).toEqual(documented);
});

test("the document names every refusal of an order by stock, coupon or total", () => {
  const responses = find("POST /api/v1/orders")?.responses as Record<string, object>;
  expect(responses[409]).toMatchObject({
    description: "OUT_OF_STOCK, COUPON_NOT_USABLE, ORDER_EXCEEDS_MAX_BALANCE, PRICE_CHANGED",
  });
});

test("the document lists every refusal of a payment under its status", () => {
  expect(named("POST /api/v1/orders/{id}/payment")).toEqual({
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
    503: "TEMPORARILY_UNAVAILABLE, OUTCOME_UNKNOWN",
  });
});

test("the document shows Idempotency-Key as a header of charge, order and payment, never as a body field", () => {
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

test("the document shows sign-out without a body, and the fields of the other auth calls", () => {
  const withBody = operations.filter(({ call }) => call.includes("/api/auth/"));
  expect(
    withBody.map(({ call, operation }) => [
      call,
      Object.keys(
        operation.requestBody?.content["application/json"].schema.properties ?? { none: 1 },
      ),
    ]),
  ).toEqual([
    ["POST /api/auth/sign-up/email", ["email", "password", "name", "rememberMe"]],
    ["POST /api/auth/sign-in/email", ["email", "password", "rememberMe", "code"]],
    ["POST /api/auth/sign-out", ["none"]],
    ["GET /api/auth/get-session", ["none"]],
    ["POST /api/auth/change-password", ["currentPassword", "newPassword", "revokeOtherSessions"]],
  ]);
});

test("the document lists every refusal of an auth call under its status", () => {
  const common = {
    200: "Done",
    413: "PAYLOAD_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    429: "RATE_LIMITED",
    500: "INTERNAL",
    503: "TEMPORARILY_UNAVAILABLE, OUTCOME_UNKNOWN",
  };
  expect(named("POST /api/auth/sign-up/email")).toEqual({
    ...common,
    400: "VALIDATION_FAILED, PASSWORD_TOO_LONG",
    403: "FORBIDDEN",
    422: "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL",
  });
  expect(named("POST /api/auth/sign-in/email")).toEqual({
    ...common,
    400: "VALIDATION_FAILED, PASSWORD_TOO_LONG",
    401: "INVALID_EMAIL_OR_PASSWORD",
    403: "FORBIDDEN, BANNED_USER",
  });
  expect(named("POST /api/auth/change-password")).toEqual({
    ...common,
    400: "VALIDATION_FAILED, INVALID_PASSWORD, PASSWORD_TOO_LONG, PASSWORD_TOO_WEAK",
    401: "UNAUTHENTICATED",
    403: "FORBIDDEN, SECOND_FACTOR_REQUIRED",
  });
  expect(find("POST /api/auth/change-password")?.security).toEqual([
    { session: [] },
    { token: [] },
  ]);
});

test("the document says in words what a schema cannot check: unique products, the deepest page", () => {
  const lines = find("POST /api/v1/orders")?.requestBody?.content["application/json"].schema;
  expect(lines?.properties.lines?.description).toMatch(/once/);
  const parameters = find("GET /api/v1/products")?.parameters ?? [];
  const described = (name: string) =>
    parameters.find((each) => each.name === name)?.schema.description;
  for (const name of ["page", "size"]) expect(described(name)).toMatch(/page × size.*10,?000/);
});

test("every reference in the document resolves", () => {
  const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  expect(names.length).toBeGreaterThan(0);
  for (const [, name = ""] of names) expect(document.components.schemas).toHaveProperty(name);
});

test("the server serves this document", async () => {
  const api = await apiForTest();
  const answer = await api.get("/api/v1/openapi.json");
  expect(answer.json).toEqual(JSON.parse(JSON.stringify(document)));
});
