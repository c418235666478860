import type { ReactNode } from "react";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { ApiProvider } from "@/trpc/client.tsx";

/** Pages whose numbers change: they share one API client and one cache of its responses. */
export default function LiveLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages groups={["Codes", "Terms", "Countdown"]}>
      <ApiProvider>{children}</ApiProvider>
    </ClientMessages>
  );
}
