import { hasSessionEnded, UnknownOutcome } from "@sunchak/web/refusal";
import { useRefresh } from "@sunchak/web/use-refresh";
import { matchQuery, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { readBalance } from "@/balance/use-balance.ts";
import { useTRPC } from "./client.tsx";

/**
 * Reads again what a call that moves money may have changed: order and balance on this page, the
 * balance in the header, and what the server renders on this page and on those that Back leads to.
 * What the call's answer already has is not read again.
 * @param told the queries whose data the answer has.
 */
export function useReadAgain(): (error: unknown, told?: QueryKey[]) => Promise<unknown> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refreshIfAnswered = useRefresh();
  return async (error, told = []) => {
    // A refreshed page would redirect to sign-in before the shopper has read why.
    if (hasSessionEnded(error)) return;
    void readBalance();
    const refreshed = refreshIfAnswered();
    if (error instanceof UnknownOutcome) await refreshed;
    const changed = [trpc.order.pathKey(), trpc.balance.pathKey()];
    await queryClient.invalidateQueries({
      predicate: (query) =>
        changed.some((queryKey) => matchQuery({ queryKey }, query)) &&
        !told.some((queryKey) => matchQuery({ queryKey, exact: true }, query)),
    });
  };
}
