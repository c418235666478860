import type { ReactNode } from "react";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { LiveProviders } from "@/trpc/client.tsx";

/** Pages whose numbers move: they share one client of the API and one store of its answers. */
export default function LiveLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages groups={["Codes", "Terms", "Countdown"]}>
      <LiveProviders>{children}</LiveProviders>
    </ClientMessages>
  );
}
