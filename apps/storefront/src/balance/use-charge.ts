import { newKey } from "@sunchak/web/new-key";
import { UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";
import { useReadAgain } from "@/trpc/use-read-again.ts";
import { type Charge, findUnknownCharge, forgetCharge, noteCharge } from "./unknown-charge.ts";

/**
 * Charges one amount after another, each with a key of its own. While it is not known what became
 * of a charge, also after a reload, the next press makes that one again by its own key, and no other,
 * whatever it asks for: so nothing is charged twice.
 */
export function useCharge() {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const readAgain = useReadAgain();
  const [checking, setChecking] = useState(false);
  const [unsettled, setUnsettled] = useState<Charge | null>(null);
  const [charged, setCharged] = useState(0);

  useEffect(() => setUnsettled(findUnknownCharge()), []);

  const charging = useMutation({
    mutationFn: async (amounts: number[]) => {
      const unknown = findUnknownCharge();
      let sum = unknown ? charged : 0;
      setCharged(sum);
      const charges = unknown
        ? [unknown]
        : amounts.map((amount) => ({ amount, key: newKey(), at: Date.now() }));
      for (const charge of charges) {
        noteCharge(charge);
        const { amount, key } = charge;
        const { balance } = await untilAnswered(
          client.balance.charge.mutate,
          { amount, idempotencyKey: key },
          () => setChecking(true),
          unknown !== null,
        );
        forgetCharge();
        setChecking(false);
        sum += amount;
        setCharged(sum);
        queryClient.setQueryData(
          trpc.balance.get.queryKey(),
          (known) => known && { ...known, balance },
        );
      }
    },
    onSettled: async (_, error) => {
      if (!(error instanceof UnknownOutcome)) forgetCharge();
      setChecking(false);
      setUnsettled(findUnknownCharge());
      // The page stays busy until it shows what holds now.
      await readAgain(error);
    },
  });

  return {
    ...charging,
    checking,
    /** The charge of which nobody knows what became; only `findOut` may be pressed then. */
    unsettled,
    /** Tells what became of it, and charges it if it was not. */
    findOut: () => charging.mutate([]),
    /** Won that the charges of this press have brought in, with those it was told of late. */
    charged,
  };
}
