/** The demo shop's known passwords. They reach a database on another machine only with --force. */
export const demoAccounts = [
  { role: "owner", email: "admin@sunchak.example", password: "early-birds-first", name: "관리자" },
  { role: "user", email: "shopper@sunchak.example", password: "shopper-sunchak-1", name: "장보미" },
  { role: "user", email: "second@sunchak.example", password: "shopper-sunchak-2", name: "한서준" },
] as const;

/** Shoppers who only have a history: nobody can sign in as them. */
export const pastShoppers = [
  "김하늘",
  "이도윤",
  "박서연",
  "최민재",
  "정유나",
  "강지호",
  "조수아",
  "윤태오",
  "임나래",
  "오세린",
  "신가온",
  "배주원",
] as const;
