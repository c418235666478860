"use client";

import type { AdminRouter } from "@sunchak/api";
import { ApiClient } from "@sunchak/web/api-client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { ReactNode } from "react";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AdminRouter>();

export { useTRPC, useTRPCClient };

/** The admin's API; a call waits at most 20 seconds, as a recount may read three days' orders. */
export function ApiProvider({ children }: { children: ReactNode }) {
  return (
    <ApiClient provider={TRPCProvider} timeoutMs={20_000}>
      {children}
    </ApiClient>
  );
}

export type AdminApi = ReturnType<typeof useTRPCClient>["admin"];
