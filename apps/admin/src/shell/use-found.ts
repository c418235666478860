import type { Everything } from "@sunchak/core/schema";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/trpc/client.tsx";

/** How long a text stands before the shop is asked, in milliseconds: a quick typist's next key. */
const PAUSE_MS = 120;

/**
 * What the shop finds for what is being typed. What it found for the text before stays until the
 * next answer is there; a call that was overtaken is ended.
 * @param text the trimmed text; the shop is not asked for an empty one.
 */
export function useFound(text: string): { found: Everything | undefined; isFailed: boolean } {
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { search } = useTRPC().admin;
  const { data, isError } = useQuery(
    search.everything.queryOptions(
      { q },
      {
        enabled: q !== "",
        placeholderData: keepPreviousData,
        retry: false,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  return text === "" ? { found: undefined, isFailed: false } : { found: data, isFailed: isError };
}
