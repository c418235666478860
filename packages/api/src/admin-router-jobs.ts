import {
  adminPageInput,
  aggregateRankingNow,
  byId,
  getAdminExport,
  getAdminExportStatus,
  getCurrentRanking,
  getExportLag,
  listExports,
  listExportsInput,
  listRankings,
  recountRanking,
  replayDeadExports,
  replayExports,
  replayIdsInput,
  retryWaitingExports,
  seriesInput,
  setDeliveryPaused,
  setDestination,
  setExportDestinationInput,
  setExportsPausedInput,
} from "@sunchak/core";
import { adminProcedure, router } from "./trpc.ts";

export const rankingRoutes = router({
  current: adminProcedure.query(({ ctx }) => getCurrentRanking(ctx.deps)),
  history: adminProcedure
    .input(adminPageInput)
    .query(({ ctx, input }) => listRankings(ctx.deps, input)),
  aggregate: adminProcedure.mutation(({ ctx }) => aggregateRankingNow(ctx.deps, ctx)),
  recount: adminProcedure.query(({ ctx }) => recountRanking(ctx.deps)),
});

export const exportRoutes = router({
  list: adminProcedure
    .input(listExportsInput)
    .query(({ ctx, input }) => listExports(ctx.deps, input)),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getAdminExport(ctx.deps, input)),
  replay: adminProcedure
    .input(replayIdsInput)
    .mutation(({ ctx, input }) =>
      replayExports(ctx.deps, { eventIds: input.ids, actorId: ctx.actorId }),
    ),
  replayAllDead: adminProcedure.mutation(({ ctx }) => replayDeadExports(ctx.deps, ctx)),
  retryAllWaiting: adminProcedure.mutation(({ ctx }) => retryWaitingExports(ctx.deps, ctx)),
  status: adminProcedure.query(({ ctx }) => getAdminExportStatus(ctx.deps)),
  lag: adminProcedure.input(seriesInput).query(({ ctx, input }) => getExportLag(ctx.deps, input)),
  setPaused: adminProcedure
    .input(setExportsPausedInput)
    .mutation(({ ctx, input }) => setDeliveryPaused(ctx.deps, { ...input, actorId: ctx.actorId })),
  setDestination: adminProcedure
    .input(setExportDestinationInput)
    .mutation(({ ctx, input }) => setDestination(ctx.deps, { ...input, actorId: ctx.actorId })),
});
