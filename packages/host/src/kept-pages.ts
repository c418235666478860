/// <reference path="./negotiator.d.ts" />
import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Runtime } from "@sunchak/api";
import Negotiator from "negotiator";
import { type FindKeptPage, findKeptKey, type KeptKey } from "./kept-key.ts";
import { contentSecurityPolicy, type Served } from "./page-headers.ts";
import { createPageStore } from "./page-store.ts";
import { type PageHandler, renderKept } from "./render-kept.ts";

/** How to write a body smaller; the first is the smallest. */
const encodings = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
};
type Encoding = keyof typeof encodings;
const preferred = Object.keys(encodings) as Encoding[];
const offered = [...preferred, "identity"] as const;

/** Caches in front of us may do with a kept page what we do; a browser asks each time. */
const CACHING = "public, max-age=0, s-maxage=1, stale-while-revalidate=10";

/** Of a soft navigation; its fetch, unlike a document, would get what is stale from the browser. */
const FLIGHT_CACHING = "public, max-age=0, s-maxage=1";
const VARY = "RSC, Next-Router-Prefetch, Next-Router-Segment-Prefetch, Accept-Encoding";

/** A page as it is answered. */
interface Page {
  status: number;
  headers: OutgoingHttpHeaders;
  etag: string;
  body: Buffer;
  /** Each is made once, for the first who asks for it. */
  encoded: Partial<Record<Encoding, Promise<Buffer>>>;
  size: number;
  missing: boolean;
  outcome: "kept" | "failed" | "personal";
}

/**
 * Answers the pages that everybody sees alike: rendered once, compressed once, then from memory.
 * Nothing of a visitor is in the render's request, so nothing of one can be in these bytes.
 */
export function createKeptPages(
  { meters, deps }: Pick<Runtime, "meters" | "deps">,
  handlePage: PageHandler,
  findKeptPage: FindKeptPage,
  served: Served,
) {
  const store = createPageStore<KeptKey, Page>({
    async render(key, signal) {
      const since = performance.now();
      const rendered = await renderKept(handlePage, key, signal);
      meters.pageRenders.observe(
        { outcome: rendered.outcome },
        (performance.now() - since) / 1_000,
      );
      return toPage(key, rendered, served);
    },
  });
  meters.watchKeptBytes(store.bytes);

  /**
   * Answers a request for a kept page.
   * @returns false when the page is not kept, and nothing has been answered.
   */
  return async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<boolean> {
    const key = await findKeptKey(request, findKeptPage);
    if (!key) return false;
    const found = await store.get(key).catch((error: unknown) => {
      deps.log.error({ requestId, err: error }, "A page for everybody could not be rendered");
    });
    if (!found) {
      response.writeHead(503, { "Cache-Control": "no-store", "Retry-After": "1" }).end();
      return true;
    }
    const { page, served: how, age } = found;
    if (page.outcome === "personal") return false;
    meters.keptPages.inc({ served: how });
    await write(request, response, page, age);
    return true;
  };
}

function toPage(
  { isFlight }: KeptKey,
  {
    status,
    headers,
    body,
    scripts,
    styles,
    outcome,
    missing,
  }: Awaited<ReturnType<typeof renderKept>>,
  served: Served,
): Page {
  const sources = { scripts: scripts.join(" "), styles: styles.join(" ") };
  const caching = isFlight ? FLIGHT_CACHING : CACHING;
  return {
    status,
    headers: {
      ...headers,
      "content-security-policy": contentSecurityPolicy(sources, served),
      "cache-control": outcome === "kept" ? caching : "no-store",
      vary: VARY,
    },
    // Weak, because it is the same for each encoding.
    etag: `W/"${createHash("sha256").update(body).digest("base64url")}"`,
    body,
    encoded: {},
    // Compressed, text never takes more than half of its room; there are two ways.
    size: 2 * body.length,
    missing,
    outcome,
  };
}

async function write(
  request: IncomingMessage,
  response: ServerResponse,
  page: Page,
  age: number,
): Promise<void> {
  const { status, headers, etag } = page;
  if (page.outcome === "kept") {
    response.setHeader("ETag", etag);
    if (age >= 1_000) response.setHeader("Age", Math.floor(age / 1_000));
    if (has(request.headers["if-none-match"], etag)) {
      response.writeHead(304, headers).end();
      return;
    }
  }
  const encoding = new Negotiator(request).encoding(offered, { preferred }) ?? "identity";
  let { body } = page;
  if (encoding !== "identity") {
    page.encoded[encoding] ??= encodings[encoding](page.body);
    body = await page.encoded[encoding];
    response.setHeader("Content-Encoding", encoding);
  }
  response.setHeader("Content-Length", body.length);
  response.writeHead(status, headers);
  response.end(body);
}

/** Whether a condition names this tag; the tags of one condition are separated by commas. */
const has = (condition: string | undefined, etag: string) =>
  condition?.split(",").some((one) => one.trim() === etag || one.trim() === "*") ?? false;
