import { type Acting, type AdminCall, type Deps, idempotencyKey } from "@sunchak/core";
import { withNothingStored } from "@sunchak/db";
import { initTRPC, TRPCError } from "@trpc/server";
import type { z } from "zod";
import {
  type ApiErrorCode,
  apiErrorOf,
  statusOf,
  TransportError,
  trpcCodeOf,
} from "./api-error.ts";
import { type Context, requireAdmin } from "./context.ts";

/** How a procedure is called over plain HTTP. */
export interface RestCall {
  method: "GET" | "POST";
  /** The path below /api/v1, with `{name}` for an input field that travels in it. */
  path: string;
  /** Whether it takes no Idempotency-Key, though the procedure takes a key over tRPC. */
  keyless?: true;
  /** The status of success; 200 when left out. */
  status?: 201;
  /** What outside clients get; fields that it does not name are left out. */
  output: z.ZodType;
  tag: string;
  summary: string;
  /** The domain's error codes; the transport's follow from the kind of call. */
  errors?: ApiErrorCode[];
}

export interface Meta {
  rest?: RestCall;
  /** Set by {@link shopperProcedure}. */
  signedIn?: boolean;
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter({ shape, error }) {
      const { code, message, details } = apiErrorOf(error);
      const { path } = shape.data;
      return { ...shape, message, data: { code, httpStatus: statusOf(code), path, details } };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Gives a refusal the tRPC code from which tRPC derives the right HTTP status. */
const withStatus = t.middleware(async ({ next, type }) => {
  const result = await next();
  if (result.ok) return result;
  const given = result.error.cause ?? result.error;
  const cause = type === "query" ? withNothingStored(given) : given;
  const { code, message } = apiErrorOf(cause === given ? result.error : cause);
  throw new TRPCError({ code: trpcCodeOf(code), message, cause });
});

export const publicProcedure = t.procedure.use(withStatus);

/** For a signed-in caller acting on their own data; each write counts against their rate limit. */
export const shopperProcedure = publicProcedure
  .meta({ signedIn: true })
  .use(async ({ ctx, type, next }) => {
    const session = await ctx.findSession();
    if (!session) throw new TransportError("UNAUTHENTICATED", "Sign in first.");
    const { user, id: sessionId } = session;
    if (type === "mutation") await ctx.limits.countWrite(user.id);
    const result = await next({ ctx: { user, userId: user.id, sessionId } });
    if (!result.ok && apiErrorOf(result.error).code === "COUPON_BUSY") {
      await ctx.limits.forgiveWrite(user.id);
    }
    return result;
  });

/** For an admin whose role is enough for it; each write counts as a shopper's does. */
export const adminProcedure = publicProcedure.use(async ({ ctx, path, type, next }) => {
  const { user, id: sessionId } = await requireAdmin(ctx, adminCallOf(path));
  if (type === "mutation") await ctx.limits.countWrite(user.id);
  const acting = { actorId: user.id, sessionId, actorRole: user.role };
  return next({ ctx: { user, actorId: user.id, acting } });
});

/** (adminRouter does not compile unless the table of roles has each of its procedures.) */
const adminCallOf = (path: string) => path.replace(/^admin\./, "") as AdminCall;

/**
 * A change by an admin. The app retries a call while no response comes, so every change has an
 * idempotency key. `make` has one effect per key, and answers each repeat as it answered first.
 */
export const adminChange = <Input extends z.ZodObject, Answer>(
  input: Input,
  make: (deps: Deps, asked: z.output<Input> & Acting) => Promise<Answer>,
) =>
  adminProcedure
    .input(input.safeExtend({ idempotencyKey }))
    .mutation(({ ctx, input: given }) =>
      make(ctx.deps, { ...given, ...ctx.acting } as z.output<Input> & Acting),
    );
