import { refusalOf, untilAnswered } from "@sunchak/web/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";

/**
 * Charges one amount after another. Each has a key of its own that lasts until the server has
 * answered, also across presses: pressing again after an unknown outcome charges nothing twice.
 */
export function useCharge() {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  const router = useRouter();
  const open = useRef<{ of: string; left: { amount: number; key: string }[] }>(undefined);
  const [unknown, setUnknown] = useState(false);

  const charging = useMutation({
    mutationFn: async (amounts: number[]) => {
      const of = amounts.join();
      if (open.current?.of !== of) {
        open.current = {
          of,
          left: amounts.map((amount) => ({ amount, key: crypto.randomUUID() })),
        };
      }
      const { left } = open.current;
      let balance = 0;
      for (let next = left[0]; next; next = left[0]) {
        const { amount, key } = next;
        const charged = await untilAnswered(
          () => client.balance.charge.mutate({ amount, idempotencyKey: key }),
          () => setUnknown(true),
        );
        setUnknown(false);
        left.shift();
        ({ balance } = charged);
      }
      open.current = undefined;
      return { balance, charged: amounts.reduce((sum, amount) => sum + amount, 0) };
    },
    onSettled: (_, error) => {
      setUnknown(false);
      // A refreshed page would go to the sign-in before one has read why.
      if (refusalOf(error)?.code === "UNAUTHENTICATED") return;
      // The header's balance is made by the server.
      router.refresh();
      return queryClient.invalidateQueries({ queryKey: trpc.balance.pathKey() });
    },
  });

  return { ...charging, unknown };
}
