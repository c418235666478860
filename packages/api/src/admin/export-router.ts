import {
  byId,
  getAdminExport,
  getAdminExportStatus,
  getExportLag,
  listExports,
  listExportsInput,
  nothing,
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
import { adminChange, adminProcedure, router } from "../trpc.ts";

export const exportRouter = router({
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
