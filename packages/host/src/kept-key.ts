import type { IncomingMessage } from "node:http";
import { isRSCRequestHeader } from "next/dist/server/lib/is-rsc-request.js";
import {
  computeCacheBustingSearchParam,
  computeLegacyCacheBustingSearchParam,
} from "next/dist/shared/lib/router/utils/cache-busting-search-param.js";

/**
 * Finds the one address under which an app keeps what an address shows; null when each visitor
 * gets a page of their own.
 */
export type FindKeptPage = (path: string, query: URLSearchParams) => string | null;

/** What is rendered once for everybody. */
export interface KeptKey {
  /** The path and query that Next renders. */
  url: string;
  /** Whether this is the answer to a soft navigation, in React's format, and not a document. */
  isFlight: boolean;
}

/** The query parameter by which Next tells apart the answers of one address. */
const FLIGHT_PARAM = "_rsc";

/**
 * The kept page that a request asks for; null when Next itself has to answer it.
 *
 * A soft navigation says by `Next-Router-State-Tree` what the browser already shows, and Next leaves
 * that out. The kept answer always has the whole page, of which the router takes what it needs; so
 * it depends on the address alone. Prefetches get something else, and stay with Next.
 */
export async function findKeptKey(
  { url = "", headers }: IncomingMessage,
  findKeptPage: FindKeptPage,
): Promise<KeptKey | null> {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const kept = findKeptPage(pathname, searchParams);
  if (kept === null) return null;
  const given = searchParams.get(FLIGHT_PARAM);
  const isFlight = isRSCRequestHeader(headers.rsc);
  // Some caches in front of us know only the address. Whoever could ask for one kind of answer at
  // the other's address would put it there for everybody. (Next redirects such a request.)
  if (!isFlight) return given === null ? { url: kept, isFlight } : null;
  const prefetches = ["next-router-prefetch", "next-router-segment-prefetch"];
  if (given === null || prefetches.some((name) => headers[name] !== undefined)) return null;
  const asked = [undefined, undefined, headers["next-router-state-tree"], one(headers["next-url"])];
  const isHonest =
    given === (await computeCacheBustingSearchParam(...(asked as FlightHeaders))) ||
    given === computeLegacyCacheBustingSearchParam(...(asked as FlightHeaders));
  return isHonest ? { url: kept, isFlight } : null;
}

type FlightHeaders = Parameters<typeof computeCacheBustingSearchParam>;
const one = (header: string | string[] | undefined) => [header].flat()[0];

/** The URL by which Next renders a key without taking it for a forged one. */
export const urlOf = ({ url, isFlight }: KeptKey): string =>
  isFlight ? `${url}${url.includes("?") ? "&" : "?"}${FLIGHT_PARAM}` : url;
