/** The pages of the menu; `name` is their key in the messages. */
export const sections = [
  { name: "dashboard", href: "/", key: "d" },
  { name: "orders", href: "/orders", key: "o" },
  { name: "products", href: "/products", key: "p" },
  { name: "campaigns", href: "/campaigns", key: "c" },
  { name: "shoppers", href: "/shoppers", key: "s" },
  { name: "exports", href: "/exports", key: "e" },
  { name: "ranking", href: "/ranking", key: "r" },
  { name: "invariants", href: "/invariants", key: "i" },
  { name: "audit", href: "/audit", key: "a" },
] as const;

/** Whether a path without its language belongs to a section. */
export const isWithin = (href: string, path: string) =>
  href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
