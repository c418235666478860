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

/** A request as tRPC clients send it: one call, or a batch of calls of one type. */
interface PlainRequest {
  /** The names of the procedures. */
  paths: string[];
  type: "query" | "mutation";
  isBatch: boolean;
  /** The input of the n-th call. @throws TRPCError BAD_REQUEST when the inputs are malformed. */
  inputOf(n: number): unknown;
}

/** The part of a procedure that this file reads; tRPC's types leave it out. */
interface ProcedureLike {
  _def: { type: string };
}

type OnError = (failure: { error: TRPCError }) => void;

/** Mounts the router's procedures as tRPC calls them. */
export function mountTrpc(app: Hono<ApiEnv>, runtime: Runtime, router: AnyTRPCRouter): void {
  const procedures = new Map(Object.entries<ProcedureLike>(router._def.procedures));
  app.all(`${ENDPOINT}/*`, async (c) => {
    const body = c.req.method === "POST" ? await readPosted(c) : undefined;
    const onError: OnError = ({ error }) => {
      const { code } = apiErrorOf(error);
      c.get("codes").push(code);
      reportFailure(runtime.deps.log, c.get("requestId"), code, error);
    };
    const { url, headers } = c.req.raw;
    const context = () => createContext(runtime, headers, () => c.env.arrival);
    const plain = findPlainRequest(c, procedures, body);
    if (plain) return answer(c, router, plain, context(), onError);
    return fetchRequestHandler<AnyTRPCRouter>({
      endpoint: ENDPOINT,
      req: body ? new Request(url, { method: "POST", headers, body }) : c.req.raw,
      router,
      maxBatchSize: BATCH_LIMIT,
      createContext: context,
      onError,
    });
  });
}

/** (tRPC would also accept forms and byte streams, but no procedure here takes them.) */
function readPosted(c: ApiContext): Promise<Uint8Array<ArrayBuffer>> {
  requireJson(c);
  return readBytes(c);
}

/** The calls of a request; undefined when anything about it is unusual, and tRPC has to read it. */
function findPlainRequest(
  c: ApiContext,
  procedures: Map<string, ProcedureLike>,
  body: Uint8Array | undefined,
): PlainRequest | undefined {
  const { req } = c;
  const query = queryOf(c);
  const isBatch = query.get("batch") === "1";
  const path = req.path.slice(ENDPOINT.length + 1);
  const paths = isBatch ? path.split(",") : [path];
  const type = types[req.method as "GET" | "POST"];
  const isKnown = (name: string) => procedures.get(name)?._def.type === type;
  if (type === undefined || paths.length > BATCH_LIMIT || !paths.every(isKnown)) return undefined;
  const wantsStream = req.header("trpc-accept") ?? req.header("accept")?.includes("jsonl");
  if (wantsStream || query.has("connectionParams")) return undefined;
  if (!body && req.header("content-type") !== undefined) return undefined;
  const text = body ? new TextDecoder().decode(body) : query.get("input") || undefined;
  return { paths, type, isBatch, inputOf: readInputs(text, isBatch) };
}

function readInputs(text: string | undefined, isBatch: boolean): PlainRequest["inputOf"] {
  if (text === undefined) return () => undefined;
  try {
    const inputs: unknown = JSON.parse(text);
    if (!isBatch) return () => inputs;
    if (typeof inputs === "object" && inputs !== null && !Array.isArray(inputs)) {
      return (n) => (inputs as Record<number, unknown>)[n];
    }
    throw new Error('"input" needs to be an object when doing a batch call');
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "Invalid input";
    const error = new TRPCError({ code: "BAD_REQUEST", message, cause });
    // Not before a procedure reads its input: those that take none answer.
    return () => {
      throw error;
    };
  }
}

/** Answers as tRPC would, at a fraction of what its handler of streams costs. */
async function answer(
  c: ApiContext,
  router: AnyTRPCRouter,
  { paths, type, isBatch, inputOf }: PlainRequest,
  ctx: Context,
  onError: OnError,
): Promise<Response> {
  const config = router._def._config;
  const results = await Promise.all(
    paths.map(async (path, batchIndex) => {
      const getRawInput = async () => inputOf(batchIndex);
      const call = { router, path, type, ctx, getRawInput, signal: undefined, batchIndex };
      try {
        const data: unknown = await callTRPCProcedure(call);
        return { result: { data } };
      } catch (cause) {
        const error = getTRPCErrorFromUnknown(cause);
        onError({ error });
        return { error: getTRPCErrorShape({ config, error, type, path, input: undefined, ctx }) };
      }
    }),
  );
  const json = JSON.stringify(isBatch ? results : results[0]);
  return respondJson(c, json, getHTTPStatusCode(results), vary);
}
