import type { Auth, Session, SessionUser } from "@sunchak/auth";
import type { Arrival, Deps } from "@sunchak/core";
import { TransportError } from "./api-error.ts";
import type { RateLimits } from "./rate-limits.ts";

/** What a procedure knows about its call. */
export interface Context {
  deps: Deps;
  limits: RateLimits;
  /**
   * When the request reached the process, as known by now: one whose body comes late arrives when
   * it is whole. Undefined unless a host of ours noted it.
   */
  findArrival(): Arrival | undefined;
  /** The caller's session, looked up once per request; null for a visitor. */
  findSession(): Promise<Session | null>;
  /** The caller; null for a visitor. */
  findUser(): Promise<SessionUser | null>;
}

/** The context of one request. Pages use it too, and they have only the request's headers. */
export function createContext(
  { deps, auth, limits }: { deps: Deps; auth: Auth; limits: RateLimits },
  headers: Headers,
  findArrival: Context["findArrival"] = () => undefined,
): Context {
  let session: Promise<Session | null> | undefined;
  const findSession = () => {
    session ??= auth.findSession(headers);
    return session;
  };
  return {
    deps,
    limits,
    findArrival,
    findSession,
    findUser: async () => (await findSession())?.user ?? null,
  };
}

/**
 * Returns the calling admin's session. A storefront session is refused: its password may be too
 * weak for an admin.
 * @throws TransportError UNAUTHENTICATED | FORBIDDEN
 */
export async function requireAdmin(ctx: Context): Promise<Session> {
  const session = await ctx.findSession();
  if (!session) throw new TransportError("UNAUTHENTICATED", "Sign in first.");
  if (session.user.role !== "admin")
    throw new TransportError("FORBIDDEN", "Only admins can do this.");
  if (!session.isOfAdminApp) {
    throw new TransportError("UNAUTHENTICATED", "Sign in to the admin app first.");
  }
  return session;
}
