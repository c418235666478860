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
  nothing,
  recountRanking,
  replayDeadExports,
  replayExports,
  replayExportsInput,
  retryWaitingExports,
  seriesInput,
  setDeliveryPaused,
  setDestination,
  setExportDestinationInput,
  setExportsPausedInput,
} from "@sunchak/core";
import { adminChange, adminProcedure, router } from "./trpc.ts";

export const rankingRoutes = router({
  current: adminProcedure.query(({ ctx }) => getCurrentRanking(ctx.deps)),
  history: adminProcedure
    .input(adminPageInput)
    .query(({ ctx, input }) => listRankings(ctx.deps, input)),
  aggregate: adminChange(nothing, aggregateRankingNow),
  recount: adminProcedure.query(({ ctx }) => recountRanking(ctx.deps)),
});

export const exportRoutes = router({
  list: adminProcedure
    .input(listExportsInput)
    .query(({ ctx, input }) => listExports(ctx.deps, input)),
  get: adminProcedure.input(byId).query(({ ctx, input }) => getAdminExport(ctx.deps, input)),
  replay: adminChange(replayExportsInput, replayExports),
  replayAllDead: adminChange(nothing, replayDeadExports),
  retryAllWaiting: adminChange(nothing, retryWaitingExports),
  status: adminProcedure.query(({ ctx }) => getAdminExportStatus(ctx.deps)),
  lag: adminProcedure.input(seriesInput).query(({ ctx, input }) => getExportLag(ctx.deps, input)),
  setPaused: adminChange(setExportsPausedInput, setDeliveryPaused),
  setDestination: adminChange(setExportDestinationInput, setDestination),
});
