import type { Auth, SessionUser } from "@sunchak/auth";
import type { Deps } from "@sunchak/core";
import type { RateLimits } from "./rate-limits.ts";

/** What a procedure gets of its call. */
export interface Context {
  deps: Deps;
  limits: RateLimits;
  /** The caller, looked up once a request; null for a visitor. */
  findUser(): Promise<SessionUser | null>;
}

/** The context of one request; also for pages, which have the request's headers alone. */
export function createContext(
  { deps, auth, limits }: { deps: Deps; auth: Auth; limits: RateLimits },
  headers: Headers,
): Context {
  let user: Promise<SessionUser | null> | undefined;
  return {
    deps,
    limits,
    findUser() {
      user ??= auth.findUser(headers);
      return user;
    },
  };
}
