import { TransportError } from "./api-error.ts";
import type { ApiContext } from "./respond.ts";

/** The largest body that a call may have, in bytes, except for pictures. */
const BODY_LIMIT = 64 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true });

const tooLarge = (limit: number) =>
  new TransportError("PAYLOAD_TOO_LARGE", `At most ${limit} bytes.`);

/** Refuses a call whose Content-Length is over the limit. @throws TransportError */
export async function refuseLargeBody(c: ApiContext, next: () => Promise<void>): Promise<void> {
  refuseAnnounced(c, BODY_LIMIT);
  await next();
}

function refuseAnnounced(c: ApiContext, limit: number): void {
  if (Number(c.req.header("content-length") ?? 0) > limit) throw tooLarge(limit);
}

/**
 * Reads the body. (Hono's own body limit puts a chunked body into a new Request, which fails for
 * the lightweight Request objects of the Node server.)
 * @throws TransportError PAYLOAD_TOO_LARGE, or VALIDATION_FAILED when the body breaks off.
 */
export async function readBytes(
  c: ApiContext,
  limit = BODY_LIMIT,
): Promise<Uint8Array<ArrayBuffer>> {
  refuseAnnounced(c, limit);
  const isAnnounced = c.req.header("content-length") !== undefined;
  try {
    if (isAnnounced) return new Uint8Array(await c.req.arrayBuffer());
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of c.req.raw.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof TransportError) throw error;
    throw new TransportError("VALIDATION_FAILED", "The body is incomplete.");
  }
}

/**
 * Reads a JSON object; `{}` for an empty body.
 * @throws TransportError UNSUPPORTED_MEDIA_TYPE when the Content-Type is not JSON,
 * VALIDATION_FAILED when the body is not UTF-8, not JSON, or not an object.
 */
export async function readJsonObject(c: ApiContext): Promise<Record<string, unknown>> {
  const bytes = await readBytes(c);
  if (bytes.byteLength === 0) return {};
  requireJson(c);
  let body: unknown;
  try {
    body = JSON.parse(utf8.decode(bytes));
  } catch {
    throw new TransportError("VALIDATION_FAILED", "The body is not well-formed JSON.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new TransportError("VALIDATION_FAILED", "The body must be a JSON object.");
  }
  return body as Record<string, unknown>;
}

/** @throws TransportError UNSUPPORTED_MEDIA_TYPE when the Content-Type is not JSON. */
export function requireJson(c: ApiContext): void {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) {
    throw new TransportError("UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json.");
  }
}
