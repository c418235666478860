/// <reference path="./negotiator.d.ts" />
import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import Negotiator from "negotiator";

/** How to write a body smaller; the first is the smallest. */
const encodings = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
};
type Encoding = keyof typeof encodings;
const preferred = Object.keys(encodings) as Encoding[];
const offered = [...preferred, "identity"] as const;

/** An answer that many get. */
export interface Content {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
  /** Null when nobody may keep it. */
  etag: string | null;
  /** Each is made once, for the first who asks for it. */
  encoded: Partial<Record<Encoding, Promise<Buffer>>>;
  /** Whether its bytes are compressed already. */
  dense?: boolean;
}

/** Weak, because it is the same for each encoding. */
export const etagOf = (body: Buffer) =>
  `W/"${createHash("sha256").update(body).digest("base64url")}"`;

/** Answers in the encoding that the client likes best, or 304 when it has the content. */
export async function sendContent(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, etag, encoded, dense = false }: Content,
): Promise<void> {
  if (etag !== null) {
    response.setHeader("ETag", etag);
    if (has(request.headers["if-none-match"], etag)) {
      response.writeHead(304, headers).end();
      return;
    }
  }
  const wanted = dense ? undefined : new Negotiator(request).encoding(offered, { preferred });
  const encoding = wanted ?? "identity";
  let sent = body;
  if (encoding !== "identity") {
    encoded[encoding] ??= encodings[encoding](body);
    sent = await encoded[encoding];
    response.setHeader("Content-Encoding", encoding);
  }
  response.setHeader("Content-Length", sent.length);
  response.writeHead(status, headers);
  response.end(sent);
}

/** Whether a condition names this tag; the tags of one condition are separated by commas. */
const has = (condition: string | undefined, etag: string) =>
  condition?.split(",").some((one) => one.trim() === etag || one.trim() === "*") ?? false;
