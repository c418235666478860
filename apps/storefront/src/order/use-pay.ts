import { keepNote, readNote } from "@sunchak/web/browser-storage";
import { newKey } from "@sunchak/web/new-key";
import { UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPCClient } from "@/trpc/client.tsx";
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
 * Pays an order. When no response comes, it reads the order until that tells what happened. Retries
 * carry the same key, so nothing is ever paid twice.
 */
export function usePay(orderId: string) {
  const client = useTRPCClient();
  const readAgain = useReadAgain();
  const [checking, setChecking] = useState(false);

  const paying = useMutation({
    /** @param unsettled whether the press before ended with an unknown outcome. */
    mutationFn: async ({ unsettled }: { unsettled: boolean }) => {
      let settled = false;
      await untilAnswered(
        async (input) => {
          if (!settled) await client.order.pay.mutate(input);
        },
        { id: orderId, idempotencyKey: keyOf(orderId) },
        async () => {
          setChecking(true);
          const read = await client.order.get.query({ id: orderId }).catch(() => null);
          settled = read !== null && read.status !== "PENDING";
        },
        unsettled,
      );
    },
    onSettled: async (_, error) => {
      // The page stays busy until it shows the current state.
      await readAgain(error);
      setChecking(false);
    },
  });

  const unsettled = paying.error instanceof UnknownOutcome;
  return { ...paying, checking, unsettled, pay: () => paying.mutate({ unsettled }) };
}
