import {
  addNote,
  addNoteInput,
  byId,
  changeView,
  changeViewInput,
  getAlertRules,
  getDashboardSeries,
  getDashboardSummary,
  getInvariantReport,
  leastRoles,
  listAccess,
  listAccessInput,
  listAlerts,
  listAlertsNow,
  listAuditEntries,
  listAuditInput,
  listMessages,
  listMessagesInput,
  listNotes,
  listNotesInput,
  listTagNames,
  listTagNamesInput,
  listTags,
  listTagsInput,
  listViews,
  listViewsInput,
  logView,
  nothing,
  removeView,
  repairInvariant,
  repairInvariantInput,
  replayMessages,
  runInvariantCheck,
  type StaffRole,
  saveView,
  saveViewInput,
  searchEverything,
  searchEverythingInput,
  seriesInput,
  setAlertRules,
  setAlertRulesInput,
  setTag,
  setTagInput,
  testAlerts,
  testAlertsInput,
} from "@sunchak/core";
import type { AnyProcedure } from "@trpc/server";
import { adminChange, adminProcedure, router } from "../trpc.ts";
import { accountRouter } from "./account-router.ts";
import { campaignRouter } from "./campaign-router.ts";
import { exportRouter } from "./export-router.ts";
import { orderRouter } from "./order-router.ts";
import { productRouter } from "./product-router.ts";
import { rankingRouter } from "./ranking-router.ts";
import { reportRouter } from "./report-router.ts";
import { teamRouter } from "./team-router.ts";
import { userRouter } from "./user-router.ts";

/** The admin app's API: every procedure is an {@link adminProcedure}, every mutation audited but the ending of one's own sessions. */
export const adminRouter = router({
  admin: router({
    session: router({
      me: adminProcedure.query(({ ctx }) => ctx.user),
    }),

    account: accountRouter,

    dashboard: router({
      summary: adminProcedure.query(({ ctx }) => getDashboardSummary(ctx.deps)),
      series: adminProcedure
        .input(seriesInput)
        .query(({ ctx, input }) => getDashboardSeries(ctx.deps, input)),
    }),

    report: reportRouter,
    product: productRouter,
    campaign: campaignRouter,
    order: orderRouter,
    user: userRouter,
    ranking: rankingRouter,
    export: exportRouter,

    invariant: router({
      check: adminChange(nothing, runInvariantCheck),
      repair: adminChange(repairInvariantInput, repairInvariant),
      last: adminProcedure.query(({ ctx }) => getInvariantReport(ctx.deps)),
    }),

    search: router({
      everything: adminProcedure
        .input(searchEverythingInput)
        .query(({ ctx, input }) => searchEverything(ctx.deps, input)),
    }),

    team: teamRouter,

    alert: router({
      list: adminProcedure.query(({ ctx }) => listAlerts(ctx.deps)),
      now: adminProcedure.query(({ ctx }) => listAlertsNow(ctx.deps)),
      messages: adminProcedure
        .input(listMessagesInput)
        .query(({ ctx, input }) => listMessages(ctx.deps, input)),
      rules: adminProcedure.query(({ ctx }) => getAlertRules(ctx.deps)),
      setRules: adminChange(setAlertRulesInput, setAlertRules),
      test: adminChange(testAlertsInput, testAlerts),
      replay: adminChange(byId, replayMessages),
    }),

    note: router({
      list: adminProcedure.input(listNotesInput).query(async ({ ctx, input }) => {
        const notes = await listNotes(ctx.deps, input);
        await logView(ctx.deps, ctx.acting, input);
        return notes;
      }),
      add: adminChange(addNoteInput, addNote),
    }),

    tag: router({
      list: adminProcedure
        .input(listTagsInput)
        .query(({ ctx, input }) => listTags(ctx.deps, input)),
      names: adminProcedure
        .input(listTagNamesInput)
        .query(({ ctx, input }) => listTagNames(ctx.deps, input)),
      set: adminChange(setTagInput, setTag),
    }),

    audit: router({
      list: adminProcedure
        .input(listAuditInput)
        .query(({ ctx, input }) => listAuditEntries(ctx.deps, input)),
      access: adminProcedure
        .input(listAccessInput)
        .query(({ ctx, input }) => listAccess(ctx.deps, input)),
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

type PathsOf<Procedures> = {
  [Name in keyof Procedures & string]: Procedures[Name] extends AnyProcedure
    ? Name
    : `${Name}.${PathsOf<Procedures[Name]>}`;
}[keyof Procedures & string];

leastRoles satisfies Record<PathsOf<AdminRouter["_def"]["record"]["admin"]>, StaffRole>;
