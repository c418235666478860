import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { isDeliveryPaused } from "./delivery-pause.ts";
import { exportBodyOf } from "./export-body.ts";
import { getExportStatus } from "./get-export-status.ts";
import { toAdminExport } from "./list-exports.ts";
import type { AdminExportDetail, AdminExportStatus } from "./schema.ts";

/** One event of the export with what the data platform is sent. @throws DomainError NOT_FOUND */
export async function getAdminExport(
  deps: Pick<Deps, "db" | "clock">,
  { id }: { id: string },
): Promise<AdminExportDetail> {
  const row = isId(id)
    ? await deps.db.client.outboxEvent.findUnique({
        where: { id },
        include: { order: { include: { lines: true } } },
      })
    : null;
  if (!row) throw notFound("export");
  return { ...toAdminExport(row, deps.clock.now()), body: exportBodyOf(row, row.order) };
}

/** How the export stands, and whether an admin has paused it. */
export async function getAdminExportStatus(
  deps: Pick<Deps, "db" | "clock">,
): Promise<AdminExportStatus> {
  const [status, paused] = await Promise.all([getExportStatus(deps), isDeliveryPaused(deps)]);
  return { ...status, paused };
}
