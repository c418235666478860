/** Stands for the shop's own origin, whichever that is. */
const SHOP = "http://shop.invalid";

/** More than any page's address here is long; it has to fit into an address once more. */
const LONGEST = 2_000;

/**
 * Where a page goes after signing in: only ever to a page of this shop. What counts is the address
 * that a browser would make of the wish, not how the wish is written; the answer is that address
 * without its origin, which every later reader resolves to itself.
 * @param wish from outside: a query's `next`, of any type.
 * @returns a path that begins with one slash, with its query; `/` for anything else.
 */
export function safeReturnPath(wish: unknown): string {
  if (typeof wish !== "string" || !wish.startsWith("/") || wish.length > LONGEST) return "/";
  if (!URL.canParse(wish, SHOP)) return "/";
  const { origin, pathname, search } = new URL(wish, SHOP);
  // "/.//host" resolves to the path "//host", which is a host to whoever reads it next.
  const isPlain = !/\/\/|%2f|%5c/i.test(pathname);
  return origin === SHOP && isPlain ? pathname + search : "/";
}

/** The way to a page for entering that leads back to `path`, which has no language in it. */
const leadingBack = (page: string) => (path: string) =>
  path === "/" ? page : `${page}?next=${encodeURIComponent(path)}`;

export const signInPath = leadingBack("/sign-in");
export const signUpPath = leadingBack("/sign-up");
