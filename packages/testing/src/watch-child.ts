import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

export interface WatchedChild {
  child: ChildProcess;
  /** Its output so far. */
  output(): string;
  /** Its exit status (null when a signal ended it) and its whole output. */
  ended: Promise<{ status: number | null; output: string }>;
}

/** @param child whose standard output and error are pipes. */
export function watchChild(child: ChildProcess): WatchedChild {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = once(child, "close").then(([status]) => ({ status, output }));
  return { child, output: () => output, ended };
}
