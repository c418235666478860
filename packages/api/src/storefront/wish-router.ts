import { listWishedIds, listWishes, setWish, setWishInput } from "@sunchak/core";
import { router, shopperProcedure } from "../trpc.ts";

/** The caller's wish list. */
export const wishRouter = router({
  list: shopperProcedure.query(({ ctx }) => listWishes(ctx.deps, { userId: ctx.userId })),
  /** For pages that everybody sees alike, which mark the caller's wishes themselves. */
  ids: shopperProcedure.query(({ ctx }) => listWishedIds(ctx.deps, { userId: ctx.userId })),
  set: shopperProcedure
    .input(setWishInput)
    .mutation(({ ctx, input }) => setWish(ctx.deps, { ...input, userId: ctx.userId })),
});
