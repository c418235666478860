import { keepNote, readNote } from "@sunchak/web/browser-storage";
import { newKey } from "@sunchak/web/new-key";
import { refusalOf, UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";
import { useReadAgain } from "@/trpc/use-read-again.ts";

/** The idempotency key of an order's payment: the same for every press, and after a reload. */
function keyOf(orderId: string): string {
  const name = `sunchak.pay.${orderId}`;
  const kept = readNote("tab", name);
  if (kept !== null) return kept;
  const key = newKey();
  keepNote("tab", name, key);
  return key;
}

/**
 * Pays an order, and shows the answer. When no response comes, it reads the order until the order
 * shows what happened. Retries carry the same key, so nothing is ever paid twice.
 */
export function usePay(orderId: string) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const readAgain = useReadAgain();
  const [checking, setChecking] = useState(false);
  const order = trpc.order.get.queryOptions({ id: orderId });
  const balanceKey = trpc.balance.get.queryKey();

  const paying = useMutation({
    /**
     * @param unsettled whether the press before ended with an unknown outcome.
     * @returns the queries that now have the current state.
     */
    mutationFn: async ({ unsettled }: { unsettled: boolean }): Promise<QueryKey[]> => {
      let isRepeat = unsettled;
      let settled = false;
      const payment = await untilAnswered(
        async (input) => (settled ? null : client.order.pay.mutate(input)),
        { id: orderId, idempotencyKey: keyOf(orderId) },
        async () => {
          isRepeat = true;
          setChecking(true);
          const now = { ...order, staleTime: 0, retry: false };
          const read = await queryClient.fetchQuery(now).catch(() => null);
          settled = read !== null && read.status !== "PENDING";
        },
        unsettled,
      );
      if (!payment) return [order.queryKey];
      // A repeat gets the first answer, whose balance may have changed since.
      if (isRepeat) return [];
      const { status, orderNumber, paidAt, balance } = payment;
      queryClient.setQueryData(
        order.queryKey,
        (known) => known && { ...known, status, orderNumber, paidAt },
      );
      queryClient.setQueryData(balanceKey, (known) => known && { ...known, balance });
      return [order.queryKey, balanceKey];
    },
    onError(error) {
      const refusal = refusalOf(error);
      if (refusal?.code !== "INSUFFICIENT_BALANCE") return;
      const balance = Number(refusal.details.balance);
      queryClient.setQueryData(balanceKey, (known) => known && { ...known, balance });
    },
    onSettled: async (told, error) => {
      // The page stays busy until it shows the current state.
      await readAgain(error, told);
      setChecking(false);
    },
  });

  const unsettled = paying.error instanceof UnknownOutcome;
  return { ...paying, checking, unsettled, pay: () => paying.mutate({ unsettled }) };
}
