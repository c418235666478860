import {
  balanceOutput,
  byMonth,
  chargeBalance,
  chargeBalanceInput,
  chargeOutput,
  cursorPageInput,
  getBalance,
  getStatement,
  ledgerEntryOutput,
  listHistoryInput,
  listLedgerEntries,
  listLedgerMonths,
} from "@sunchak/core";
import { z } from "zod";
import { router, shopperProcedure } from "../trpc.ts";

/** The caller's balance and its ledger. */
export const balanceRouter = router({
  get: shopperProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/balance",
        output: balanceOutput,
        tag: "balance",
        summary: "The caller's balance in won",
      },
    })
    .query(({ ctx }) => getBalance(ctx.deps, { userId: ctx.userId })),
  charge: shopperProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/balance/charges",
        output: chargeOutput,
        tag: "balance",
        summary: "Adds to the caller's balance",
        errors: ["BALANCE_LIMIT_EXCEEDED"],
      },
    })
    .input(chargeBalanceInput)
    .mutation(({ ctx, input }) => chargeBalance(ctx.deps, { ...input, userId: ctx.userId })),
  entries: shopperProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/balance/entries",
        output: z.object({
          items: z.array(ledgerEntryOutput),
          nextCursor: z.string().nullable(),
        }),
        tag: "balance",
        summary: "The caller's ledger, newest entry first",
      },
    })
    .input(cursorPageInput)
    .query(({ ctx, input }) => listLedgerEntries(ctx.deps, { ...input, userId: ctx.userId })),
  /** The same, of a kind or a month alone, for the page. */
  history: shopperProcedure
    .input(listHistoryInput)
    .query(({ ctx, input }) => listLedgerEntries(ctx.deps, { ...input, userId: ctx.userId })),
  /** The months that {@link history} and {@link statement} may be asked for, the newest first. */
  months: shopperProcedure.query(({ ctx }) => listLedgerMonths(ctx.deps, { userId: ctx.userId })),
  statement: shopperProcedure
    .input(byMonth)
    .query(({ ctx, input }) => getStatement(ctx.deps, { ...input, userId: ctx.userId })),
});
