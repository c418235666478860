import type { Auth, Session, SessionUser } from "@sunchak/auth";
import { type AdminCall, type Arrival, type Deps, forbidden, mayCall } from "@sunchak/core";
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
 * Returns the session of an admin whose role is enough for a call. A storefront session is refused:
 * its password may be too weak for an admin.
 * @throws TransportError UNAUTHENTICATED, DomainError FORBIDDEN that names the least role which may.
 */
export async function requireAdmin(ctx: Context, call: AdminCall): Promise<Session> {
  const session = await ctx.findSession();
  if (!session) throw new TransportError("UNAUTHENTICATED", "Sign in first.");
  if (!mayCall(session.user.role, call)) throw forbidden(call);
  if (!session.isOfAdminApp) {
    throw new TransportError("UNAUTHENTICATED", "Sign in to the admin app first.");
  }
  return session;
}
