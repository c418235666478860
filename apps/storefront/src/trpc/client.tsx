"use client";

import type { StorefrontRouter } from "@sunchak/api";
import { ApiClient } from "@sunchak/web/api-client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { ReactNode } from "react";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<StorefrontRouter>();

export { useTRPC, useTRPCClient };

/** The shop's API; a call waits at most 12 seconds. */
export function ApiProvider({ children }: { children: ReactNode }) {
  return (
    <ApiClient provider={TRPCProvider} timeoutMs={12_000}>
      {children}
    </ApiClient>
  );
}
