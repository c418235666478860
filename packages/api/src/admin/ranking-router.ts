import {
  adminPageInput,
  aggregateRankingNow,
  findCurrentRanking,
  listRankings,
  nothing,
  recountRanking,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "../trpc.ts";

export const rankingRouter = router({
  current: adminProcedure.query(({ ctx }) => findCurrentRanking(ctx.deps)),
  history: adminProcedure
    .input(adminPageInput)
    .query(({ ctx, input }) => listRankings(ctx.deps, input)),
  aggregate: adminChange(nothing, aggregateRankingNow),
  recount: adminProcedure.query(({ ctx }) => recountRanking(ctx.deps)),
});
