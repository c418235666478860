import {
  type AccessAction,
  type AdminCall,
  accessFilterInput,
  auditFilterInput,
  type ContentLanguage,
  contentLanguages,
  type Deps,
  eachAdminOrder,
  eachOf,
  eachUser,
  listAccess,
  listAuditEntries,
  orderFilterInput,
  reasonText,
  userFilterInput,
} from "@sunchak/core";
import { z } from "zod";
import { type Column, piecesOf } from "../csv.ts";
import { accessColumns, auditColumns } from "./log-columns.ts";
import { orderColumns } from "./order-columns.ts";
import { userColumns } from "./user-columns.ts";

export const fileLocale = z.enum(contentLanguages).default("ko");

interface PersonalFile {
  /** The file's, and of its address below /api. */
  name: string;
  /** By which the roles' table names it. */
  call: AdminCall;
  /** How the access log calls taking it. */
  action: AccessAction;
  /**
   * Reads the query of a request.
   * @throws ZodError
   */
  open(
    deps: Deps,
    query: Record<string, string>,
  ): { reason: string; pieces: AsyncGenerator<string> };
}

/** The CSV files with personal data: each is taken for a reason, which the access log keeps. */
export const personalFiles: PersonalFile[] = [
  file("orders.csv", "order.csv", "order.download", orderFilterInput, orderColumns, eachAdminOrder),
  file("shoppers.csv", "user.csv", "user.download", userFilterInput, userColumns, eachUser),
  file("audit.csv", "audit.csv", "audit.download", auditFilterInput, auditColumns, (deps, filter) =>
    eachOf((page) => listAuditEntries(deps, { ...filter, ...page })),
  ),
  file(
    "access.csv",
    "access.csv",
    "access.download",
    accessFilterInput,
    accessColumns,
    (deps, filter) => eachOf((page) => listAccess(deps, { ...filter, ...page })),
  ),
];

function file<Filter extends z.ZodRawShape, Row>(
  name: string,
  call: AdminCall,
  action: AccessAction,
  filterInput: z.ZodObject<Filter>,
  columns: Column<Row>[],
  rowsOf: (deps: Deps, filter: z.output<z.ZodObject<Filter>>) => AsyncIterable<Row>,
): PersonalFile {
  const asked = z.object({ locale: fileLocale, reason: reasonText });
  return {
    name,
    call,
    action,
    open(deps, { locale, reason, ...filter }) {
      const given: { locale: ContentLanguage; reason: string } = asked.parse({ locale, reason });
      const rows = rowsOf(deps, filterInput.parse(filter));
      return { reason: given.reason, pieces: piecesOf(columns, rows, given.locale) };
    },
  };
}
