import type { Auth, SessionUser } from "@sunchak/auth";
import type { Deps } from "@sunchak/core";
import { TransportError } from "./api-error.ts";
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

/**
 * The admin who calls.
 * @throws TransportError UNAUTHENTICATED | FORBIDDEN
 */
export async function requireAdmin(ctx: Context): Promise<SessionUser> {
  const user = await ctx.findUser();
  if (!user) throw new TransportError("UNAUTHENTICATED", "Sign in first.");
  if (user.role !== "admin") throw new TransportError("FORBIDDEN", "This is for admins.");
  return user;
}
