import {
  byId,
  changeView,
  changeViewInput,
  getDashboardSeries,
  getDashboardSummary,
  getLastInvariantCheck,
  listAuditEntries,
  listAuditInput,
  listViews,
  listViewsInput,
  nothing,
  removeView,
  runInvariantCheck,
  saveView,
  saveViewInput,
  seriesInput,
} from "@sunchak/core";
import { campaignRoutes, productRoutes } from "./admin-router-catalog.ts";
import { exportRoutes, rankingRoutes } from "./admin-router-jobs.ts";
import { orderRoutes, userRoutes } from "./admin-router-people.ts";
import { adminChange, adminProcedure, router } from "./trpc.ts";

/** The admin app's API: every procedure is an {@link adminProcedure}, every mutation audited. */
export const adminRouter = router({
  admin: router({
    session: router({
      me: adminProcedure.query(({ ctx }) => ctx.user),
    }),

    dashboard: router({
      summary: adminProcedure.query(({ ctx }) => getDashboardSummary(ctx.deps)),
      series: adminProcedure
        .input(seriesInput)
        .query(({ ctx, input }) => getDashboardSeries(ctx.deps, input)),
    }),

    product: productRoutes,
    campaign: campaignRoutes,
    order: orderRoutes,
    user: userRoutes,
    ranking: rankingRoutes,
    export: exportRoutes,

    invariant: router({
      check: adminChange(nothing, runInvariantCheck),
      last: adminProcedure.query(({ ctx }) => getLastInvariantCheck(ctx.deps)),
    }),

    audit: router({
      list: adminProcedure
        .input(listAuditInput)
        .query(({ ctx, input }) => listAuditEntries(ctx.deps, input)),
    }),

    view: router({
      list: adminProcedure
        .input(listViewsInput)
        .query(({ ctx, input }) => listViews(ctx.deps, { ...input, userId: ctx.actorId })),
      save: adminChange(saveViewInput, saveView),
      change: adminChange(changeViewInput, changeView),
      remove: adminChange(byId, removeView),
    }),
  }),
});

export type AdminRouter = typeof adminRouter;
