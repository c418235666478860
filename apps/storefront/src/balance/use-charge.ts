import { newKey } from "@sunchak/web/new-key";
import { refusalOf, UnknownOutcome, untilAnswered } from "@sunchak/web/refusal";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/trpc/client.tsx";
import { useReadAgain } from "@/trpc/use-read-again.ts";
import { type Charge, findUnknownCharge, forgetCharge, noteCharge } from "./unknown-charge.ts";

/**
 * Charges one amount after another, each with its own key. While the outcome of a charge is
 * unknown, also after a reload, the next press retries only that charge with its key, whatever the
 * press asks for. So nothing is charged twice.
 */
export function useCharge() {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const readAgain = useReadAgain();
  const balanceKey = trpc.balance.get.queryKey();
  const [checking, setChecking] = useState(false);
  const [unsettled, setUnsettled] = useState<Charge | null>(null);
  const [charged, setCharged] = useState(0);

  /** The charge that an offline browser did not send. */
  const unsent = useRef<Charge | null>(null);

  useEffect(() => setUnsettled(findUnknownCharge()), []);

  const charging = useMutation({
    /** @returns the queries that now have the current state. */
    mutationFn: async (amounts: number[]) => {
      const unknown = findUnknownCharge();
      let told: QueryKey[] = [];
      let sum = unknown ? charged : 0;
      setCharged(sum);
      const charges = unknown
        ? [unknown]
        : amounts.map((amount, i) => {
            const key =
              i === 0 && unsent.current?.amount === amount ? unsent.current.key : newKey();
            return { amount, key, at: Date.now() };
          });
      for (const charge of charges) {
        noteCharge(charge);
        const { amount, key } = charge;
        let isRepeat = unknown !== null || key === unsent.current?.key;
        const { balance } = await untilAnswered(
          client.balance.charge.mutate,
          { amount, idempotencyKey: key },
          () => {
            isRepeat = true;
            setChecking(true);
          },
          unknown !== null,
        ).catch((error: unknown) => {
          unsent.current = refusalOf(error)?.code === "OFFLINE" ? charge : null;
          if (!(error instanceof UnknownOutcome)) forgetCharge(charge);
          throw error;
        });
        forgetCharge(charge);
        unsent.current = null;
        setChecking(false);
        sum += amount;
        setCharged(sum);
        queryClient.setQueryData(balanceKey, (known) => known && { ...known, balance });
        // A repeat gets the first answer, whose balance may have changed since.
        told = isRepeat ? [] : [balanceKey];
      }
      return told;
    },
    onSettled: async (told, error) => {
      setChecking(false);
      setUnsettled(findUnknownCharge());
      // The page stays busy until it shows the current state.
      await readAgain(error, told);
    },
  });

  return {
    ...charging,
    checking,
    /** The charge whose outcome is unknown; while there is one, only `findOut` may be called. */
    unsettled,
    /** Finds the outcome of that charge, and charges it if that did not happen. */
    findOut: (options?: { onSuccess(): void }) => charging.mutate([], options),
    /**
     * Won that this press has charged. A press that settles an unknown charge adds to the sum
     * before.
     */
    charged,
  };
}
