/** Stands for the shop's own origin. */
const SHOP = "http://shop.invalid";

/** Longer than the address of any page here. The path has to fit into another address as `next`. */
const LONGEST = 2_000;

/**
 * Where to go after signing in: only ever to a page of this shop. The check uses the URL to which a
 * browser would resolve the wish, not the text of the wish. The result is that URL without its
 * origin; every later parser resolves it to the same URL.
 * @param wish from outside: a query's `next`, of any type.
 * @returns a path that begins with one slash, with its query; `/` for anything else.
 */
export function safeReturnPath(wish: unknown): string {
  if (typeof wish !== "string" || !wish.startsWith("/") || wish.length > LONGEST) return "/";
  if (!URL.canParse(wish, SHOP)) return "/";
  const { origin, pathname, search } = new URL(wish, SHOP);
  // "/.//host" resolves to the path "//host", which the next parser would read as a host.
  const isPlain = !/\/\/|%2f|%5c/i.test(pathname);
  return origin === SHOP && isPlain ? pathname + search : "/";
}

/** The path of a sign-in or sign-up page that leads back to `path`, given without its language. */
const leadingBack = (page: string) => (path: string) =>
  path === "/" ? page : `${page}?next=${encodeURIComponent(path)}`;

export const signInPath = leadingBack("/sign-in");
export const signUpPath = leadingBack("/sign-up");
