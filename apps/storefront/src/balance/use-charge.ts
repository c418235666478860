import { newKey } from "@sunchak/web/new-key";
import { UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";
import { useReadAgain } from "@/trpc/use-read-again.ts";

/** What charges that succeeded have moved, in won: the server's own balances, before and since. */
export interface Moved {
  before: number;
  charged: number;
  balance: number;
}

interface Plan {
  left: { amount: number; key: string }[];
  /** Whether it is not known what became of the first that is left. */
  unknown: boolean;
  moved: Moved | null;
}

/**
 * Charges one amount after another, each with a key of its own. A plan of which one charge's
 * outcome stayed unknown is kept, and the next press goes on with it, whatever it asks for: so
 * nothing is charged twice, and nothing new before it is known.
 */
export function useCharge() {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const readAgain = useReadAgain();
  const open = useRef<Plan>(undefined);
  const [checking, setChecking] = useState(false);
  const [moved, setMoved] = useState<Moved | null>(null);

  const charging = useMutation({
    mutationFn: async (amounts: number[]) => {
      open.current ??= {
        left: amounts.map((amount) => ({ amount, key: newKey() })),
        unknown: false,
        moved: null,
      };
      const plan = open.current;
      setMoved(plan.moved);
      for (let next = plan.left[0]; next; next = plan.left[0]) {
        const { amount, key } = next;
        const { balance } = await untilAnswered(
          () => client.balance.charge.mutate({ amount, idempotencyKey: key }),
          () => {
            plan.unknown = true;
            setChecking(true);
          },
          plan.unknown,
        );
        setChecking(false);
        plan.unknown = false;
        plan.left.shift();
        plan.moved = {
          before: plan.moved?.before ?? balance - amount,
          charged: (plan.moved?.charged ?? 0) + amount,
          balance,
        };
        setMoved(plan.moved);
        queryClient.setQueryData(
          trpc.balance.get.queryKey(),
          (known) => known && { ...known, balance },
        );
      }
    },
    onSettled: async (_, error) => {
      setChecking(false);
      if (!(error instanceof UnknownOutcome)) open.current = undefined;
      // The page stays busy until it shows what holds now.
      await readAgain(error);
    },
  });

  return {
    ...charging,
    checking,
    moved,
    /** Whether the next press finds out what became of a charge, and nothing else before that. */
    unsettled: charging.error instanceof UnknownOutcome,
  };
}
