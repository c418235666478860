import { idempotencyKey } from "@sunchak/core";
import { callTRPCProcedure } from "@trpc/server";
import type { Hono } from "hono";
import { z } from "zod";
import { TransportError } from "../api-error.ts";
import { createContext } from "../context.ts";
import { readJsonObject } from "../read-body.ts";
import { type ApiContext, type ApiEnv, queryOf, respondError, respondJson } from "../respond.ts";
import type { Runtime } from "../runtime.ts";
import { storefrontRouter } from "../storefront/storefront-router.ts";
import { type RestProcedure, restProcedures } from "./rest-calls.ts";

/** Mounts every procedure that has `meta.rest` below /api/v1, strictly. */
export function mountRest(app: Hono<ApiEnv>, runtime: Runtime): void {
  const methods = new Map<string, string[]>();
  for (const procedure of restProcedures(storefrontRouter)) {
    const path = `/api/v1${procedure.path.replace(/\{(\w+)\}/g, ":$1")}`;
    app.on(procedure.method, path, (c) => handleRest(c, runtime, procedure));
    const verbs = procedure.method === "GET" ? ["GET", "HEAD"] : [procedure.method];
    methods.set(path, [...(methods.get(path) ?? []), ...verbs]);
  }
  for (const [path, verbs] of methods) app.all(path, (c) => refuseMethod(c, runtime, verbs));
}

/** Refuses a method that an existing path does not support. */
export function refuseMethod(c: ApiContext, { deps }: Pick<Runtime, "deps">, methods: string[]) {
  const error = new TransportError("METHOD_NOT_ALLOWED", `Use ${methods.join(" or ")}.`);
  return respondError(c, deps.log, error, { Allow: methods.join(", ") });
}

async function handleRest(c: ApiContext, runtime: Runtime, procedure: RestProcedure) {
  try {
    const ctx = createContext(runtime, c.req.raw.headers, () => c.env.arrival);
    // Checked before reading any input; the procedure itself checks again.
    if (procedure.signedIn && !(await ctx.findUser())) {
      throw new TransportError("UNAUTHENTICATED", "Sign in first.");
    }
    const input = await readInput(c, procedure);
    const result: unknown = await callTRPCProcedure({
      router: storefrontRouter,
      path: procedure.name,
      type: procedure.type,
      ctx,
      getRawInput: async () => input,
      // Nothing here streams. Reading the request's own signal would build a full Request.
      signal: undefined,
      batchIndex: 0,
    });
    const output = procedure.output.safeParse(result);
    if (!output.success) throw new Error(`${procedure.name} broke its contract: ${output.error}`);
    return respondJson(c, JSON.stringify(output.data), procedure.status);
  } catch (error) {
    return respondError(c, runtime.deps.log, error);
  }
}

async function readInput(c: ApiContext, procedure: RestProcedure) {
  const query = readQuery(c, procedure);
  const body = procedure.method === "POST" ? await readJsonObject(c) : {};
  refuseUnknown(Object.keys(body), procedure.method === "POST" ? procedure.fields : []);
  const path = Object.fromEntries(procedure.pathFields.map((name) => [name, c.req.param(name)]));
  return procedure.input ? { ...query, ...body, ...path, ...readKey(c, procedure) } : undefined;
}

/** @throws TransportError VALIDATION_FAILED that names each given field which is not known. */
export function refuseUnknown(given: string[], known: string[]): void {
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const fields = unknown.map((path) => ({ path, message: "unknown field" }));
  throw new TransportError("VALIDATION_FAILED", "The input is not valid.", { fields });
}

function readKey(c: ApiContext, { idempotent }: RestProcedure): { idempotencyKey?: string } {
  const header = c.req.header("idempotency-key");
  if (!idempotent || header === undefined) return {};
  if (!idempotencyKey.safeParse(header).success) {
    const message = "must be 1 to 255 printable ASCII characters";
    const fields = [{ path: "Idempotency-Key", message }];
    throw new TransportError("VALIDATION_FAILED", "The input is not valid.", { fields });
  }
  return { idempotencyKey: header };
}

/** The query's fields as the input's types. A value that does not fit its type stays a string. */
function readQuery(c: ApiContext, procedure: RestProcedure): Record<string, unknown> {
  const query = [...queryOf(c)];
  const names = query.map(([name]) => name);
  refuseUnknown(names, procedure.method === "GET" ? procedure.fields : []);
  const repeated = names.filter((name, i) => names.indexOf(name) !== i);
  if (repeated.length > 0) {
    const fields = repeated.map((path) => ({ path, message: "given more than once" }));
    throw new TransportError("VALIDATION_FAILED", "The input is not valid.", { fields });
  }
  return Object.fromEntries(
    query.map(([name, text]) => [name, typed(text, procedure.input?.shape[name])]),
  );
}

function typed(text: string, schema: z.core.$ZodType | undefined): unknown {
  const type = bare(schema);
  const isNumber =
    type instanceof z.ZodNumber || (type instanceof z.ZodLiteral && type.values.has(Number(text)));
  if (isNumber && /^-?\d{1,20}$/.test(text)) return Number(text);
  if (type instanceof z.ZodBoolean && (text === "true" || text === "false")) return text === "true";
  return text;
}

function bare(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? bare(schema.unwrap())
    : schema;
}
