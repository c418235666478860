import type { Row } from "./report.ts";

export interface Options {
  /** A few rows and calls, to see that it runs; the numbers mean nothing. */
  quick: boolean;
  /** Reports progress. */
  say(line: string): void;
}

export interface Bench {
  title: string;
  run(options: Options): Promise<Row[]>;
}
