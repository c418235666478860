/** The pages of the menu; `name` is their key in the messages, `words` what each language calls them. */
export const sections = [
  { name: "dashboard", href: "/", key: "d", words: ["대시보드", "Dashboard"] },
  { name: "orders", href: "/orders", key: "o", words: ["주문", "Orders"] },
  { name: "products", href: "/products", key: "p", words: ["상품", "Products"] },
  { name: "campaigns", href: "/campaigns", key: "c", words: ["쿠폰 캠페인", "Coupon campaigns"] },
  { name: "shoppers", href: "/shoppers", key: "s", words: ["회원", "Shoppers"] },
  { name: "reports", href: "/reports", key: "b", words: ["보고서", "Reports"] },
  { name: "exports", href: "/exports", key: "e", words: ["데이터 전송", "Exports"] },
  { name: "ranking", href: "/ranking", key: "r", words: ["인기 순위", "Ranking"] },
  { name: "invariants", href: "/invariants", key: "i", words: ["불변식", "Invariants"] },
  { name: "alerts", href: "/alerts", key: "l", words: ["알림", "Alerts"] },
  { name: "team", href: "/team", key: "t", words: ["팀", "Team"] },
  { name: "audit", href: "/audit", key: "a", words: ["변경 기록", "Audit log"] },
] as const;

/** The letter of a pressed key. On a Korean layout it is the one that is printed beside it. */
export const letterOf = ({ key, code }: Pick<KeyboardEvent, "key" | "code">): string =>
  (/^[a-z]$/i.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? key)).toLowerCase();

/** Whether a path without its language belongs to a section. */
export const isWithin = (href: string, path: string) =>
  href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
