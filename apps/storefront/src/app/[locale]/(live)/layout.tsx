import type { ReactNode } from "react";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { ShopperOfPage } from "@/session/shopper-of-page.tsx";
import { ApiProvider } from "@/trpc/client.tsx";
import { findShopper } from "@/trpc/server.tsx";

/** Pages whose numbers change: they share one API client and one cache of its responses. */
export default async function LiveLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages groups={["Codes", "Terms", "Countdown"]}>
      <ShopperOfPage shopper={await findShopper()} />
      <ApiProvider>
        {/* The footer waits below the screen, so that nothing that is read later moves it in sight. */}
        <div className="min-h-svh print:min-h-0">{children}</div>
      </ApiProvider>
    </ClientMessages>
  );
}
