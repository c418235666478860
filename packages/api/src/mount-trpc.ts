import {
  type AnyTRPCRouter,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
} from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getHTTPStatusCode } from "@trpc/server/http";
import type { Hono } from "hono";
import { apiErrorOf } from "./api-error.ts";
import { type Context, createContext } from "./context.ts";
import { readBytes, requireJson } from "./read-body.ts";
import { type ApiContext, type ApiEnv, queryOf, reportFailure, respondJson } from "./respond.ts";
import type { Runtime } from "./runtime.ts";

/** The most calls that one tRPC request may carry. */
const BATCH_LIMIT = 10;

const ENDPOINT = "/api/trpc";
const vary = { Vary: "trpc-accept, accept" };
const types = { GET: "query", POST: "mutation" } as const;

/** A request for one procedure, as every tRPC client sends it when it does not batch. */
interface SingleCall {
  path: string;
  type: "query" | "mutation";
  /** @throws TRPCError BAD_REQUEST when it is not JSON. */
  getRawInput(): Promise<unknown>;
}

/** The part of a procedure that this file reads; tRPC's types leave it out. */
interface ProcedureLike {
  _def: { type: string };
}

/** Mounts the router's procedures as tRPC calls them. */
export function mountTrpc(app: Hono<ApiEnv>, runtime: Runtime, router: AnyTRPCRouter): void {
  const procedures = new Map(Object.entries<ProcedureLike>(router._def.procedures));
  app.all(`${ENDPOINT}/*`, async (c) => {
    const body = c.req.method === "POST" ? await readPosted(c) : undefined;
    const onError = ({ error }: { error: TRPCError }) => {
      const { code } = apiErrorOf(error);
      c.get("codes").push(code);
      reportFailure(runtime.deps.log, c.get("requestId"), code, error);
    };
    const single = findSingleCall(c, procedures, body);
    if (single) {
      const ctx = createContext(runtime, c.req.raw.headers, c.env.arrival);
      return answer(c, router, single, ctx, onError);
    }
    const { url, headers } = c.req.raw;
    return fetchRequestHandler<AnyTRPCRouter>({
      endpoint: ENDPOINT,
      req: body ? new Request(url, { method: "POST", headers, body }) : c.req.raw,
      router,
      maxBatchSize: BATCH_LIMIT,
      createContext: () => createContext(runtime, headers, c.env.arrival),
      onError,
    });
  });
}

/** (tRPC would also accept forms and byte streams, but no procedure here takes them.) */
function readPosted(c: ApiContext): Promise<Uint8Array<ArrayBuffer>> {
  requireJson(c);
  return readBytes(c);
}

/**
 * The one procedure that a request calls, unless something about the request is unusual: then tRPC
 * reads it.
 */
function findSingleCall(
  c: ApiContext,
  procedures: Map<string, ProcedureLike>,
  body: Uint8Array | undefined,
): SingleCall | undefined {
  const { req } = c;
  const path = req.path.slice(ENDPOINT.length + 1);
  const type = types[req.method as "GET" | "POST"];
  if (type === undefined || procedures.get(path)?._def.type !== type) return undefined;
  if (req.header("trpc-accept") !== undefined || req.header("accept")?.includes("jsonl")) {
    return undefined;
  }
  if (!body && req.header("content-type") !== undefined) return undefined;
  const query = queryOf(c);
  if (query.has("batch") || query.has("connectionParams")) return undefined;
  const text = () => (body ? new TextDecoder().decode(body) : query.get("input"));
  return { path, type, getRawInput: async () => readInput(text(), body !== undefined) };
}

function readInput(text: string | null, isRequired: boolean): unknown {
  if (!text && !isRequired) return undefined;
  try {
    return JSON.parse(text ?? "");
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "Invalid input";
    throw new TRPCError({ code: "BAD_REQUEST", message, cause });
  }
}

/** Answers as tRPC would, at a fraction of what its handler of batches and streams costs. */
async function answer(
  c: ApiContext,
  router: AnyTRPCRouter,
  { path, type, getRawInput }: SingleCall,
  ctx: Context,
  onError: (failure: { error: TRPCError }) => void,
): Promise<Response> {
  const call = { router, path, type, ctx, getRawInput, signal: undefined, batchIndex: 0 };
  try {
    const data: unknown = await callTRPCProcedure(call);
    return respondJson(c, JSON.stringify({ result: { data } }), 200, vary);
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    onError({ error });
    const config = router._def._config;
    const shape = getTRPCErrorShape({ config, error, type, path, input: undefined, ctx });
    const json = { error: shape };
    return respondJson(c, JSON.stringify(json), getHTTPStatusCode(json), vary);
  }
}
