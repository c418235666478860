import type { Suggestions } from "@sunchak/core/schema";
import { useEffect, useState } from "react";
import { call } from "@/trpc/call.ts";

/** How long a text stands before the shop is asked, in milliseconds: a quick typist's next key. */
const PAUSE_MS = 80;

/**
 * The products that the shop suggests for what is being typed. Those for the text before stay until
 * the next ones are there; an answer that was overtaken is dropped, and its call ended.
 * @param text the trimmed text; the shop is not asked for an empty one.
 * @returns null while there is no answer, and when the last call failed: a search still works then.
 */
export function useSuggestions(text: string): Suggestions["items"] | null {
  const [items, setItems] = useState<Suggestions["items"] | null>(null);
  useEffect(() => {
    if (text === "") return setItems(null);
    const overtaken = new AbortController();
    const { signal } = overtaken;
    const timer = setTimeout(() => {
      call("GET", ["product", "suggest"], { q: text }, {}, signal)
        .then((answer) => answer.items)
        .catch(() => null)
        .then((found) => signal.aborted || setItems(found));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      overtaken.abort();
    };
  }, [text]);
  return text === "" ? null : items;
}
