import { untilAnswered } from "@sunchak/web/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";

/** The key of paying an order, the same for every press and after a reload in this tab. */
function keyOf(orderId: string): string {
  const name = `sunchak.pay.${orderId}`;
  const kept = sessionStorage.getItem(name);
  if (kept) return kept;
  const key = crypto.randomUUID();
  sessionStorage.setItem(name, key);
  return key;
}

/**
 * Pays an order. When no answer comes the order itself is read until it tells what happened;
 * repeats carry the same key, so nothing is ever paid twice.
 */
export function usePay(orderId: string) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [checking, setChecking] = useState(false);

  const paying = useMutation({
    mutationFn: async () => {
      setChecking(false);
      let settled = false;
      await untilAnswered(
        async () => {
          if (settled) return;
          await client.order.pay.mutate({ id: orderId, idempotencyKey: keyOf(orderId) });
        },
        async () => {
          setChecking(true);
          const read = await client.order.get.query({ id: orderId }).catch(() => null);
          settled = read !== null && read.status !== "PENDING";
        },
      );
    },
    onSettled: async () => {
      // The page stays busy until it shows what holds now.
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.order.pathKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.balance.pathKey() }),
      ]);
      setChecking(false);
      router.refresh();
    },
  });

  return { ...paying, checking };
}
