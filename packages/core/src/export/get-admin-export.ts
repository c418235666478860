import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { exportBodyOf } from "./export-body.ts";
import { toAdminExport } from "./list-exports.ts";
import type { AdminExportDetail } from "./schema.ts";
import { toExportTries, withTries } from "./to-export-tries.ts";

/**
 * One event of the export, with its body and each try.
 * @throws DomainError NOT_FOUND
 */
export async function getAdminExport(
  deps: Pick<Deps, "db" | "clock">,
  { id }: { id: string },
): Promise<AdminExportDetail> {
  const row = isId(id)
    ? await deps.db.client.outboxEvent.findUnique({
        where: { id },
        include: { order: { include: { lines: true } }, ...withTries },
      })
    : null;
  if (!row) throw notFound("export");
  const now = deps.clock.now();
  return {
    ...toAdminExport({ ...row, orderNumber: row.order.orderNumber }, now),
    body: exportBodyOf(row, row.order),
    tries: toExportTries(row, now),
  };
}
