import { chain, type makeLog, type SentLog, signHead } from "./log-shop.fixture.ts";
import type { Line } from "./log-text.mjs";

export type Log = ReturnType<typeof makeLog>;

export const swap = <Item>(items: Item[], a: number, b: number): Item[] =>
  items.map((item, at) => (at === a ? items[b] : at === b ? items[a] : item) ?? item);

export const renumber = (lines: Line[]): Line[] =>
  lines.map((line, index) => ({ ...line, number: index + 1 }));

/** Changes one line, named by its number. */
export const change = (lines: Line[], number: number, to: Partial<Line>): Line[] =>
  lines.map((line) => (line.number === number ? { ...line, ...to } : line));

export const without = (lines: Line[], number: number): Line[] =>
  lines.filter((line) => line.number !== number);

export const holderOf = ({ lines }: Log, number: number) => ({
  holder: lines[number - 1]?.holder ?? "",
});

/** All of the past hashed and signed anew, as only the shop itself can. */
export function rewrite({ couponId, key }: Log, changed: Line[]): Partial<SentLog> {
  const lines = chain(couponId, changed);
  const last = lines.at(-1) ?? { number: 0, hash: "" };
  return { lines, head: signHead(couponId, key, last) };
}

export const someone = "5".repeat(64);
export const rewritten = (log: Log) => rewrite(log, change(log.lines, 5, { holder: someone }));
export const cut = (log: Log) => rewrite(log, log.lines.slice(0, 6));
