import type { IncomingMessage, ServerResponse } from "node:http";
import type { Runtime } from "@sunchak/api";
import { type Content, etagOf, sendContent } from "./content.ts";
import { type FindKeptPage, findKeptKey, type KeptKey } from "./kept-key.ts";
import { contentSecurityPolicy, type Served, setNonce } from "./page-headers.ts";
import { createPageStore } from "./page-store.ts";
import { type PageHandler, renderKept } from "./render-kept.ts";

/** Caches in front of us may do with a kept page what we do; a browser asks each time. */
const CACHING = "public, max-age=0, s-maxage=1, stale-while-revalidate=10";

/** Of a soft navigation; its fetch, unlike a document, would get what is stale from the browser. */
const FLIGHT_CACHING = "public, max-age=0, s-maxage=1";

/** Shown when a page can be rendered for nobody, and so in no better way. */
const UNAVAILABLE =
  "지금은 이 페이지를 열 수 없어요. 잠시 뒤에 다시 열어 주세요.\nThis page can’t be opened now. Try again in a moment.\n";

const VARY = "RSC, Next-Router-Prefetch, Next-Router-Segment-Prefetch, Accept-Encoding";

/** A page as it is answered. */
interface Page extends Content {
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
      const observe = (outcome: Page["outcome"]) =>
        meters.pageRenders.observe({ outcome }, (performance.now() - since) / 1_000);
      try {
        const rendered = await renderKept(handlePage, key, signal);
        observe(rendered.outcome);
        return toPage(key, rendered, served);
      } catch (error) {
        observe("failed");
        deps.log.error({ url: key.url, err: error }, "A page for everybody could not be rendered");
        throw error;
      }
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
  ): Promise<boolean> {
    const key = await findKeptKey(request, findKeptPage);
    if (!key) return false;
    const found = await store.get(key).catch(() => undefined);
    if (!found) {
      setNonce(request, response, served);
      const type = "text/plain; charset=utf-8";
      const headers = { "Cache-Control": "no-store", "Retry-After": "1", "Content-Type": type };
      response.writeHead(503, headers).end(UNAVAILABLE);
      return true;
    }
    const { page, served: how, age } = found;
    if (page.outcome === "personal") return false;
    meters.keptPages.inc({ served: how });
    if (page.outcome === "kept" && age >= 1_000) {
      response.setHeader("Age", Math.floor(age / 1_000));
    }
    await sendContent(request, response, page);
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
  const kept = outcome === "kept";
  const caching = isFlight ? FLIGHT_CACHING : CACHING;
  return {
    status,
    headers: {
      ...headers,
      "content-security-policy": contentSecurityPolicy(sources, served),
      "cache-control": kept ? caching : "no-store",
      vary: VARY,
    },
    body,
    etag: kept ? etagOf(body) : null,
    encoded: {},
    // Compressed, text never takes more than half of its room; there are two ways.
    size: 2 * body.length,
    missing,
    outcome,
  };
}
