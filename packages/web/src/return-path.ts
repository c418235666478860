/** Where a page goes after signing in: only ever to a page of this shop. */
export function safeReturnPath(wish: unknown): string {
  if (typeof wish !== "string" || !/^\/(?![/\\])/.test(wish)) return "/";
  try {
    const shop = "http://shop.invalid";
    const url = new URL(wish, shop);
    return url.origin === shop ? url.pathname + url.search : "/";
  } catch {
    return "/";
  }
}

/** The sign-in page that leads back to `path`, which has no language in it. */
export function signInPath(path: string): string {
  return path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}
