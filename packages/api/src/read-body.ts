import { TransportError } from "./api-error.ts";
import type { ApiContext } from "./respond.ts";

/**
 * Reads a JSON object; `{}` for an empty body.
 * @throws TransportError UNSUPPORTED_MEDIA_TYPE when a body is not called JSON, VALIDATION_FAILED
 * when it is not UTF-8, not JSON, or not an object.
 */
export async function readJsonObject(c: ApiContext): Promise<Record<string, unknown>> {
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength === 0) return {};
  requireJson(c);
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new TransportError("VALIDATION_FAILED", "The body is not well-formed JSON.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new TransportError("VALIDATION_FAILED", "The body must be a JSON object.");
  }
  return body as Record<string, unknown>;
}

/** @throws TransportError UNSUPPORTED_MEDIA_TYPE when the body is not called JSON. */
export function requireJson(c: ApiContext): void {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) {
    throw new TransportError("UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json.");
  }
}
