import type { Provider } from "@sunchak/db";
import type { Row } from "./report.ts";

export interface Options {
  /** A few rows and calls, to see that it runs; the numbers mean nothing. */
  quick: boolean;
  /** The database that the shop is on. */
  database: Provider;
  /** Reports progress. */
  say(line: string): void;
}

export interface Bench {
  title: string;
  /** The databases that it can measure. */
  databases: readonly Provider[];
  run(options: Options): Promise<Row[]>;
}

export const POSTGRESQL = ["postgresql"] as const;
export const BOTH = ["postgresql", "sqlite"] as const;
