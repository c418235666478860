import { type AlertView, alertKinds } from "@sunchak/core/schema";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.tsx";
import { polled } from "./live-updates.tsx";

const EVERY_MS = 10_000;

/** What an admin should look at now; empty until it is known. It is read every ten seconds. */
export function useAlerts(): AlertView[] {
  const { alert } = useTRPC().admin;
  const { data = [] } = useQuery(
    alert.list.queryOptions(undefined, {
      ...polled,
      refetchInterval: EVERY_MS,
      // In the title of a tab behind others, it is what calls the admin back.
      refetchIntervalInBackground: true,
    }),
  );
  return data;
}

/** The worst first, and among these the oldest. */
export const worstFirst = <Alert extends AlertView>(alerts: Alert[]): Alert[] =>
  alerts.toSorted(
    (a, b) =>
      Number(alertKinds[b.kind].tone === "negative") -
        Number(alertKinds[a.kind].tone === "negative") || (b.ageSeconds ?? 0) - (a.ageSeconds ?? 0),
  );
