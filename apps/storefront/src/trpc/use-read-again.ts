import { hasSessionEnded, refusalOf, UnknownOutcome } from "@sunchak/web/refusal";
import { useRefresh } from "@sunchak/web/use-refresh";
import { matchQuery, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { readBalance, showBalance } from "@/balance/use-balance.ts";
import { useTRPC } from "./client.tsx";

/** How old an answer may be that this page counts as told just now, in milliseconds. */
const JUST_NOW_MS = 1_000;

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
    // Nothing was sent, and nothing can be read.
    if (refusalOf(error)?.code === "OFFLINE") return;
    const since = Date.now() - JUST_NOW_MS;
    const refreshed = refreshIfAnswered();
    if (error instanceof UnknownOutcome) await refreshed;
    const balance = queryClient.getQueryCache().find(trpc.balance.get.queryFilter());
    const isTold =
      balance && told.some((queryKey) => matchQuery({ queryKey, exact: true }, balance));
    const show = () => {
      const account = queryClient.getQueryData(trpc.balance.get.queryKey());
      if (account) showBalance(account.balance);
    };
    // The header waits for nothing else that is read.
    if (isTold) show();
    const changed = [trpc.order.pathKey(), trpc.balance.pathKey()];
    await queryClient.invalidateQueries({
      predicate: (query) =>
        changed.some((queryKey) => matchQuery({ queryKey }, query)) &&
        !told.some((queryKey) => matchQuery({ queryKey, exact: true }, query)),
    });
    const isNew = balance?.state.isInvalidated === false && balance.state.dataUpdatedAt >= since;
    if (isNew && !isTold) show();
    if (!isNew) void readBalance();
  };
}
