import { useSearchParams } from "next/navigation";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * The address's query, and a way to change it without a visit. The server renders the page for
 * everybody, without any query, and so does the browser at first.
 */
export function useAsked() {
  const here = useSearchParams().toString();
  const query = new URLSearchParams(
    useSyncExternalStore(
      never,
      () => here,
      () => "",
    ),
  );
  return {
    query,
    /** @param value null removes it. */
    ask(name: string, value: string | null) {
      const next = new URLSearchParams(here);
      if (value === null) next.delete(name);
      else next.set(name, value);
      window.history.replaceState(null, "", next.size > 0 ? `?${next}` : window.location.pathname);
    },
  };
}
