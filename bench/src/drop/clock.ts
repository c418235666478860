/** What tells the shop's time. */
export const CLOCK = "/api/trpc/now";
