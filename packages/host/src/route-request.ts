/** Who answers a request. `url` is only its path and query, even if the request line has a whole URL. */
export type Route =
  | { to: "api" | "asset" | "page"; url: string }
  | { to: "nobody"; status: 400 | 404 }
  | { to: "nobody"; status: 308; location: string };

/** The origin in a request line that names a whole URL, as clients send it to proxies. */
const origin = /^https?:\/\/[^/?#\\]+(?=[/?]|$)/i;

/**
 * What parsers of a path disagree about: backslashes, which URL parsers read as slashes; control
 * characters, which they remove; parameters, which some routers strip; and slashes or percent signs
 * that a second decoding reveals.
 */
const ambiguous = /[\\;]|%(?:[01].|2[5f]|3b|5c|7f)/i;

/** Segments that URL parsers resolve and routers keep as they are. */
const dotSegment = /\/\.{1,2}(?=\/|$)/;

/**
 * Any path that begins like these, in any case, with any suffix: `/API/v1`, `/api.rsc`, `/api:80`.
 */
const ofTheApi = /^\/(?:api|metrics|uploads)(?![\w-])/;
const ofNext = /^\/_next(?![\w-])/;

/**
 * Decides who answers a request. It decodes the path at least as far as each parser behind it.
 * So a path that one of them reads as /api goes to our own API, or to nobody. A path that parsers
 * could disagree about gets a 404, because nothing of ours has such a path. Repeated slashes get a
 * redirect to the path without them. A target that is not a path gets a 400.
 * @param target of the request line.
 * @param dev whether Next serves more of its own files than those that it built.
 */
export function routeRequest(target: string, dev: boolean): Route {
  const url = pathAndQuery(target);
  if (url === undefined) return { to: "nobody", status: 400 };
  const path = url.split("?", 1)[0] ?? "";
  const read = path.replace(/%[2-7][0-9a-f]/gi, decodeURIComponent).toLowerCase();
  if (ambiguous.test(path) || dotSegment.test(read)) return { to: "nobody", status: 404 };
  if (path.includes("//")) {
    const location = path.replace(/\/+/g, "/") + url.slice(path.length);
    return { to: "nobody", status: 308, location };
  }
  if (ofTheApi.test(read)) return { to: "api", url };
  if (!isDecodable(path)) return { to: "nobody", status: 400 };
  if (dev || !ofNext.test(read)) return { to: "page", url };
  // The rest is what Next offers and no page of ours uses, such as its image optimizer.
  return read.startsWith("/_next/static/") ? { to: "asset", url } : { to: "nobody", status: 404 };
}

function pathAndQuery(target: string): string | undefined {
  if (target.includes("#")) return undefined;
  if (target.startsWith("/")) return target;
  const named = URL.canParse(target) ? origin.exec(target)?.[0] : undefined;
  return named && target.slice(named.length).replace(/^(?!\/)/, "/");
}

/** Next answers 500 to a path that it cannot decode. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
