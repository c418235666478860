import {
  byMonth,
  type ContentLanguage,
  contentLanguages,
  type Deps,
  eachStatementEntry,
  type StatementEntry,
} from "@sunchak/core";
import type { Hono } from "hono";
import { z } from "zod";
import { TransportError } from "../api-error.ts";
import { createContext } from "../context.ts";
import { type Column, piecesOf, seoulTime } from "../csv.ts";
import { type ApiContext, type ApiEnv, queryOf } from "../respond.ts";
import { refuseMethod } from "../rest/rest.ts";
import type { Runtime } from "../runtime.ts";
import { sendCsv } from "../send-csv.ts";

const kinds: Record<StatementEntry["kind"], Record<ContentLanguage, string>> = {
  CHARGE: { ko: "충전", en: "Top-up" },
  PAYMENT: { ko: "결제", en: "Payment" },
  REFUND: { ko: "환불", en: "Refund" },
  ADJUSTMENT: { ko: "조정", en: "Adjustment" },
};

const columnsIn = (locale: ContentLanguage): Column<StatementEntry>[] => [
  [{ ko: "번호", en: "Number" }, ({ number }) => number],
  [{ ko: "시각", en: "Time" }, ({ createdAt }) => seoulTime(createdAt)],
  [{ ko: "내용", en: "Type" }, ({ kind }) => kinds[kind][locale]],
  [{ ko: "금액", en: "Amount" }, ({ amount }) => amount],
  [{ ko: "거래 후 잔액", en: "Balance after" }, ({ balanceAfter }) => balanceAfter],
  [{ ko: "주문 번호", en: "Order number" }, ({ orderNumber }) => orderNumber],
  [{ ko: "사유", en: "Reason" }, ({ reason }) => reason],
];

const fileInput = byMonth.extend({ locale: z.enum(contentLanguages).default("ko") });

/** Mounts the file of a month of the caller's ledger, because tRPC is not made for files. */
export function mountStatement(app: Hono<ApiEnv>, runtime: Runtime): void {
  app.get("/api/statement.csv", (c) => sendStatement(c, runtime));
  app.all("/api/statement.csv", (c) => refuseMethod(c, runtime, ["GET", "HEAD"]));
}

async function sendStatement(c: ApiContext, runtime: Runtime): Promise<Response> {
  const { deps } = runtime;
  const user = await createContext(runtime, c.req.raw.headers).findUser();
  if (!user) throw new TransportError("UNAUTHENTICATED", "Sign in first.");
  const { month, locale } = fileInput.parse(Object.fromEntries(queryOf(c)));
  const pieces = statementCsv(deps, { userId: user.id, month }, locale);
  return sendCsv(c, deps.log, pieces, `statement-${month}.csv`);
}

/**
 * A month of a shopper's ledger as CSV (RFC 4180, UTF-8 with a byte order mark, times in Seoul),
 * the oldest entry first, in pieces.
 */
const statementCsv = (
  deps: Pick<Deps, "db">,
  of: { userId: string; month: string },
  locale: ContentLanguage,
): AsyncGenerator<string> => piecesOf(columnsIn(locale), eachStatementEntry(deps, of), locale);
