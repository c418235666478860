/** By whom a request is answered; `url` is its path and query alone, whatever its line names. */
export type Route =
  | { to: "api" | "asset" | "page"; url: string }
  | { to: "nobody"; status: 400 | 404 }
  | { to: "nobody"; status: 308; location: string };

/** A request line that names a whole URL, as it is sent to proxies. */
const origin = /^https?:\/\/[^/?#\\]+(?=[/?]|$)/i;

/**
 * What readers of a path disagree about: backslashes, which URL parsers take for slashes; control
 * characters, which they take out; parameters, which some routers take off; and slashes or percent
 * signs that a second decoding brings up.
 */
const ambiguous = /[\\;]|%(?:[01].|2[5f]|3b|5c|7f)/i;

/** Segments that URL parsers resolve and routers take as they are. */
const dotSegment = /\/\.{1,2}(?=\/|$)/;

/** Whatever begins like these, in any case, with any suffix: `/API/v1`, `/api.rsc`, `/api:80`. */
const ofTheApi = /^\/(?:api|metrics|uploads)(?![\w-])/;
const ofNext = /^\/_next(?![\w-])/;

/**
 * Decides by whom a request is answered, on one reading of its path that is as eager as any behind
 * it: what begins with /api by anyone's reading is answered by our own API, or by nobody. A path
 * that readers could disagree about names nothing of ours and is 404, but for repeated slashes, which
 * lead to the path without them; what is no path is 400.
 * @param target of the request line.
 * @param dev whether Next serves more of its own than what it built.
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
  // The rest is what Next offers and no page of ours uses, as its image resizer.
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
