import { idempotencyKey, orderStatuses, won } from "@sunchak/core";
import { z } from "zod";
import { type ApiErrorCode, statusOf } from "../api-error.ts";
import { authRoutes } from "../auth/auth-routes.ts";
import { type LiveStreamCall, liveStreams } from "../live/live-streams.ts";
import { storefrontRouter } from "../storefront/storefront-router.ts";
import { healthOutput } from "../watch/health.ts";
import { type RestProcedure, restProcedures } from "./rest-calls.ts";

type Json = Record<string, unknown>;

/** What `details` holds, for the codes that have any. */
const details: Partial<Record<ApiErrorCode, z.ZodType>> = {
  VALIDATION_FAILED: z
    .object({ fields: z.array(z.object({ path: z.string(), message: z.string() })) })
    .optional(),
  // When the page was opened at an address that is not the app's.
  FORBIDDEN: z.object({ allowedOrigin: z.string() }).optional(),
  BALANCE_LIMIT_EXCEEDED: z.object({ maxBalance: won }),
  INSUFFICIENT_BALANCE: z.object({ balance: won, total: won, shortBy: won }),
  NOT_FOUND: z.object({ productId: z.string(), issuedCouponId: z.string() }).partial().optional(),
  OUT_OF_STOCK: z.object({
    lines: z.array(z.object({ productId: z.string(), requested: z.int(), available: z.int() })),
  }),
  COUPON_NOT_USABLE: z.object({ reason: z.enum(["USED", "EXPIRED", "MINIMUM_NOT_REACHED"]) }),
  ORDER_EXCEEDS_MAX_BALANCE: z.object({ total: won, maxBalance: won }),
  PRICE_CHANGED: z.object({ expected: won, total: won }),
  ORDER_NOT_CANCELLABLE: z.object({ status: z.enum(orderStatuses) }),
  ORDER_NOT_PAYABLE: z.object({ status: z.enum(orderStatuses) }),
  COUPON_BUSY: z.object({ retryAfterSeconds: z.int().min(1) }),
  RATE_LIMITED: z.object({ retryAfterSeconds: z.int().min(1) }),
  TEMPORARILY_UNAVAILABLE: z.object({ retryAfterSeconds: z.int().min(1) }),
  TOO_MANY_STREAMS: z.object({ retryAfterSeconds: z.int().min(1) }),
  OUTCOME_UNKNOWN: z.object({ retryAfterSeconds: z.int().min(1) }),
};

/** The plain HTTP calls as an OpenAPI 3.1 document, made from the router itself. */
export function openApiDocument() {
  const procedures = restProcedures(storefrontRouter);
  const codes = [...new Set([...procedures.flatMap(errorCodes), ...streamErrors])].sort();
  return {
    openapi: "3.1.0",
    info: {
      title: "Sunchak",
      version: "1",
      description:
        "Money is a whole number of won. Times are ISO 8601 in UTC. Text is well-formed Unicode without U+0000. Every refusal is `{ code, message, details? }`. A path that exists, called by another method, answers 405 METHOD_NOT_ALLOWED with Allow.",
      license: { name: "MIT", identifier: "MIT" },
    },
    paths: paths(procedures),
    components: {
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "sunchak.session_token",
          description:
            "Where the shop is served over https the name is __Host-sunchak.session_token.",
        },
        token: {
          type: "http",
          scheme: "bearer",
          description: "The set-auth-token header of the answer to signing up or in.",
        },
      },
      schemas: Object.fromEntries(codes.map((code) => [code, errorSchema(code)])),
    },
  };
}

const signedIn = [{ session: [] }, { token: [] }];

function paths(procedures: RestProcedure[]): Record<string, Json> {
  const all: Record<string, Json> = {};
  const add = (path: string, method: string, operation: Json) => {
    all[path] = { ...all[path], [method.toLowerCase()]: operation };
  };
  for (const procedure of procedures) {
    add(`/api/v1${procedure.path}`, procedure.method, operationOf(procedure));
  }
  for (const { path, ...stream } of Object.values(liveStreams)) {
    add(`/api/v1${path}`, "GET", streamOperation(stream));
  }
  add("/api/health", "GET", {
    operationId: "health",
    tags: ["health"],
    summary: "The state of what the shop depends on",
    responses: {
      200: { description: "Usable", content: json(schemaOf(healthOutput, "output")) },
      503: {
        description: "The database is not usable",
        content: json(schemaOf(healthOutput, "output")),
      },
    },
  });
  for (const [path, route] of Object.entries(authRoutes)) {
    if (!route.document) continue;
    const { method, input, document } = route;
    const { output, errors, summary, session } = document;
    add(path, method, {
      operationId: path.replace("/api/", "").replaceAll("/", "."),
      tags: ["auth"],
      summary,
      ...(session && { security: session === "needed" ? signedIn : [...signedIn, {}] }),
      ...(Object.keys(input.shape).length > 0 && {
        requestBody: jsonBody(schemaOf(input, "input")),
      }),
      responses: {
        200: { description: "Done", content: json(schemaOf(output, "output")) },
        ...authErrors(method, errors),
      },
    });
  }
  return all;
}

function operationOf(procedure: RestProcedure): Json {
  const { method, fields, input } = procedure;
  const schema = input && schemaOf(input, "input");
  const body = schema && pick(schema, fields);
  return {
    operationId: procedure.name,
    tags: [procedure.tag],
    summary: procedure.summary,
    ...(procedure.signedIn && { security: signedIn }),
    parameters: parameters(procedure, schema),
    ...(method === "POST" && fields.length > 0 && body && { requestBody: jsonBody(body) }),
    responses: {
      [procedure.status ?? 200]: {
        description: "Done",
        content: json(schemaOf(procedure.output, "output")),
      },
      ...errorResponses(errorCodes(procedure)),
    },
  };
}

/** The refusals of a stream. */
const streamErrors: ApiErrorCode[] = [
  ...(["VALIDATION_FAILED", "NOT_FOUND", "TOO_MANY_STREAMS"] as const),
  ...(["TEMPORARILY_UNAVAILABLE", "INTERNAL"] as const),
];

function streamOperation({ data, tag, summary }: Omit<LiveStreamCall, "path">): Json {
  return {
    operationId: `${tag}.live`,
    tags: [tag],
    summary,
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    responses: {
      200: {
        description:
          "Server-sent events: one at once and then one at each change. The data of each is this, as JSON.",
        content: { "text/event-stream": { schema: schemaOf(data, "output") } },
      },
      ...errorResponses(streamErrors),
    },
  };
}

function parameters(
  { method, pathFields, fields, idempotent }: RestProcedure,
  schema: ObjectSchema | null,
) {
  const required = schema?.required ?? [];
  const parameter = (name: string, place: string) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: schema?.properties[name],
  });
  return [
    ...pathFields.map((name) => parameter(name, "path")),
    ...(method === "GET" ? fields.map((name) => parameter(name, "query")) : []),
    ...(idempotent
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            required: false,
            description:
              "The same key with the same request has one effect and one answer; kept 24 hours.",
            schema: schemaOf(idempotencyKey, "input"),
          },
        ]
      : []),
  ];
}

/** Every code that a call can be refused with: the domain's and the transport's. */
function errorCodes({ method, signedIn, idempotent, errors = [] }: RestProcedure): ApiErrorCode[] {
  const writes = method === "POST";
  const transport: [boolean, ApiErrorCode[]][] = [
    [true, ["VALIDATION_FAILED", "TEMPORARILY_UNAVAILABLE", "INTERNAL"]],
    [signedIn, ["UNAUTHENTICATED"]],
    [writes, ["FORBIDDEN", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "OUTCOME_UNKNOWN"]],
    [writes && signedIn, ["RATE_LIMITED"]],
    [idempotent, ["IDEMPOTENCY_KEY_REUSED"]],
  ];
  return [...errors, ...transport.flatMap(([applies, codes]) => (applies ? codes : []))];
}

function errorResponses(refusals: ApiErrorCode[]): Json {
  const byStatus = new Map<number, ApiErrorCode[]>();
  for (const code of refusals) {
    byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.join(", "),
        ...headersOf(status),
        content: json({ oneOf: codes.map((code) => ({ $ref: `#/components/schemas/${code}` })) }),
      },
    ]),
  );
}

const headersOf = (status: number) =>
  [429, 503].includes(status) && {
    headers: { "Retry-After": { description: "Seconds", schema: { type: "integer" } } },
  };

/** The auth library's refusals and those of every write, each with its codes. */
function authErrors(method: string, errors: Record<number, string[]>): Json {
  const common: Record<number, string[]> =
    method === "POST"
      ? {
          400: ["VALIDATION_FAILED"],
          403: ["FORBIDDEN"],
          413: ["PAYLOAD_TOO_LARGE"],
          415: ["UNSUPPORTED_MEDIA_TYPE"],
          500: ["INTERNAL"],
          503: ["TEMPORARILY_UNAVAILABLE", "OUTCOME_UNKNOWN"],
        }
      : { 500: ["INTERNAL"], 503: ["TEMPORARILY_UNAVAILABLE"] };
  const statuses = [...new Set([...Object.keys(common), ...Object.keys(errors)].map(Number))];
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = [...(common[status] ?? []), ...(errors[status] ?? [])];
      const body = z.object({
        code: z.enum(codes),
        message: z.string(),
        details: z.any().optional(),
      });
      return [
        status,
        {
          description: codes.join(", "),
          ...headersOf(status),
          content: json(schemaOf(body, "output")),
        },
      ];
    }),
  );
}

const errorSchema = (code: ApiErrorCode) =>
  schemaOf(
    z.object({
      code: z.literal(code),
      message: z.string(),
      ...(details[code] && { details: details[code] }),
    }),
    "output",
  );

type ObjectSchema = Json & { properties: Record<string, unknown>; required?: string[] };

/** JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): ObjectSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest as ObjectSchema;
}

function pick(schema: ObjectSchema, names: string[]): ObjectSchema {
  const kept = Object.entries(schema.properties).filter(([name]) => names.includes(name));
  const required = (schema.required ?? []).filter((name) => names.includes(name));
  return { ...schema, properties: Object.fromEntries(kept), required };
}

const json = (schema: Json) => ({ "application/json": { schema } });
const jsonBody = (schema: Json) => ({ required: true, content: json(schema) });
