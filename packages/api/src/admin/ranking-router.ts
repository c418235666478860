import {
  adminPageInput,
  aggregateRankingNow,
  findCurrentRanking,
  getRankingList,
  getRecountReport,
  listRankings,
  nothing,
  rankingListInput,
  recountRanking,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "../trpc.ts";

export const rankingRouter = router({
  current: adminProcedure.query(({ ctx }) => findCurrentRanking(ctx.deps)),
  history: adminProcedure
    .input(adminPageInput)
    .query(({ ctx, input }) => listRankings(ctx.deps, input)),
  list: adminProcedure
    .input(rankingListInput)
    .query(({ ctx, input }) => getRankingList(ctx.deps, input)),
  aggregate: adminChange(nothing, aggregateRankingNow),
  recount: adminProcedure.query(({ ctx }) => recountRanking(ctx.deps)),
  recountReport: adminProcedure.query(({ ctx }) => getRecountReport(ctx.deps)),
});
