import { hasSessionEnded, UnknownOutcome } from "@sunchak/web/refusal";
import { useRefresh } from "@sunchak/web/use-refresh";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "./client.tsx";

/**
 * Reads again what a call that moves money may have changed: order and balance on this page, and
 * the balance in the header, which the server renders.
 */
export function useReadAgain(): (error: unknown) => Promise<unknown> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const refreshIfAnswered = useRefresh();
  return async (error) => {
    // A refreshed page would redirect to sign-in before the shopper has read why.
    if (hasSessionEnded(error)) return;
    if (error instanceof UnknownOutcome) await refreshIfAnswered();
    else router.refresh();
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.order.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.balance.pathKey() }),
    ]);
  };
}
