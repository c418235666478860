import { format, stripVTControlCharacters } from "node:util";
import type { Runtime } from "@sunchak/api";

const levels = { log: "info", info: "info", warn: "warn", error: "error" } as const;

/**
 * Writes what Next and other libraries print to the process's log. Each print becomes one line, so
 * that text from a client cannot look like a line of its own. From errors, the log removes what it always
 * removes.
 */
export function logConsole(log: Runtime["deps"]["log"]): void {
  for (const method of Object.keys(levels) as (keyof typeof levels)[]) {
    console[method] = (...parts: unknown[]) => {
      const err = parts.find((part) => part instanceof Error);
      const said = stripVTControlCharacters(format(...parts.filter((part) => part !== err))).trim();
      // For a page's error, Next prints only its error symbol.
      const message = /\w/.test(said) ? said : "A page failed";
      if (err || said) log[levels[method]]({ ...(err && { err }) }, message);
    };
  }
}
