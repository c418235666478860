import type { Logger } from "@sunchak/core";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";

/** The longest body, in bytes: more than Inngest ever sends for events and steps this small. */
const BODY_LIMIT = 1024 * 1024;

const methods = ["GET", "POST", "PUT"];

/**
 * The SDK's endpoint for Inngest's calls, with safe answers to anyone else: a malformed call is the
 * caller's mistake, and no stack trace leaves the server.
 * @param options.origin where Inngest reaches this app; by default the origin of the request.
 * @param options.onRegistered is called whenever Inngest has accepted the functions.
 */
export function createInngestHandler(
  client: Inngest,
  functions: InngestFunction.Any[],
  { log, origin, onRegistered }: { log: Logger; origin?: string | undefined; onRegistered(): void },
): (request: Request) => Promise<Response> {
  const serveInngest = serve({
    client,
    functions,
    servePath: "/api/inngest",
    ...(origin !== undefined && { serveOrigin: origin }),
  });
  const ids = new Set(
    functions.map((fn) => fn.id(client.id)).flatMap((id) => [id, `${id}-failure`]),
  );

  return async (request) => {
    if (!methods.includes(request.method)) {
      const refused = refusal(405, "METHOD_NOT_ALLOWED", "Inngest calls by GET, POST and PUT.");
      refused.headers.set("allow", methods.join(", "));
      return refused;
    }
    const { host, searchParams } = new URL(request.url);
    const id = searchParams.get("fnId");
    if (id !== null && !ids.has(id)) return refusal(404, "NOT_FOUND", "No such function.");
    const body = await readBody(request);
    if (body === undefined) return refusal(413, "PAYLOAD_TOO_LARGE", "The body is too large.");
    if (body !== "" && !isJson(body)) {
      return refusal(400, "VALIDATION_FAILED", "The body is not JSON.");
    }
    const headers = new Headers(request.headers);
    // The SDK answers 500 to a call without a host, which HTTP/1.0 allows.
    headers.set("host", host);
    const { url, method } = request;
    const copy = new Request(url, { method, headers, ...(body !== "" && { body }) });
    try {
      const response = await serveInngest(copy);
      // In band, Inngest reads the functions from the response and does not report whether it accepts
      // them.
      const isInBand = headers.get("x-inngest-sync-kind") === "in_band";
      if (method === "PUT" && !isInBand && response.ok) onRegistered();
      return await withoutStacks(response);
    } catch (err) {
      log.error({ err }, "the Inngest SDK failed");
      return refusal(500, "INTERNAL", "Something went wrong.");
    }
  };
}

const refusal = (status: number, code: string, message: string) =>
  Response.json({ code, message }, { status });

/** The whole body as text; undefined when it is longer than {@link BODY_LIMIT}. */
async function readBody(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A signed response is for Inngest and must stay as it is; our functions put no stack trace into it.
 * Anyone may read an unsigned response, and must not see the SDK's account of its failures.
 */
async function withoutStacks(response: Response): Promise<Response> {
  if (response.status < 400 || response.headers.has("x-inngest-signature")) return response;
  const text = await response.text();
  const clean = isJson(text)
    ? JSON.stringify(JSON.parse(text, (key, value) => (key === "stack" ? undefined : value)))
    : "";
  return new Response(clean, { status: response.status, headers: response.headers });
}
