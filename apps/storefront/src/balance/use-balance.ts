import { useSyncExternalStore } from "react";
import { call } from "@/trpc/call.ts";

let known: number | null = null;
let reads = 0;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Reads the balance for all that show it. Without an answer, the last one stays. */
export async function readBalance(): Promise<void> {
  reads += 1;
  const mine = reads;
  const read = await call("GET", ["balance", "get"]).catch(() => null);
  // A later read knows better, though an earlier one may answer after it.
  if (read !== null && mine === reads) showBalance(read.balance);
}

/** Shows a balance in won that another call has just told. */
export function showBalance(balance: number): void {
  reads += 1;
  known = balance;
  for (const listener of listeners) listener();
}

/** The balance in won, as it was last read; null before the first answer. */
export const useBalance = (): number | null =>
  useSyncExternalStore(
    subscribe,
    () => known,
    () => null,
  );
