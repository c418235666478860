import { format, stripVTControlCharacters } from "node:util";
import type { Runtime } from "@sunchak/api";

const levels = { log: "info", info: "info", warn: "warn", error: "error" } as const;

/**
 * Turns what Next and other libraries print into lines of the process's log: one line each, so that
 * nothing that a client sent can look like a line of its own, and without what the log leaves out
 * of errors.
 */
export function logConsole(log: Runtime["deps"]["log"]): void {
  for (const method of Object.keys(levels) as (keyof typeof levels)[]) {
    console[method] = (...parts: unknown[]) => {
      const err = parts.find((part) => part instanceof Error);
      const said = stripVTControlCharacters(format(...parts.filter((part) => part !== err))).trim();
      // Of a page's error Next says no more than its sign for one.
      const message = /\w/.test(said) ? said : "A page failed";
      if (err || said) log[levels[method]]({ ...(err && { err }) }, message);
    };
  }
}
