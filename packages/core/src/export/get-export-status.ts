import type { Reads } from "../deps.ts";
import type { ExportStatus } from "./schema.ts";

/** How the export stands: what waits, what is dead, and how long the oldest has waited. */
export async function getExportStatus(deps: Reads): Promise<ExportStatus> {
  const [waiting, dead] = await Promise.all([
    deps.db.client.outboxEvent.aggregate({
      where: { status: "PENDING" },
      _count: true,
      _min: { occurredAt: true },
    }),
    deps.db.client.outboxEvent.count({ where: { status: "DEAD" } }),
  ]);
  const oldest = waiting._min.occurredAt;
  return {
    waiting: waiting._count,
    dead,
    lagSeconds: oldest
      ? Math.max(0, Math.floor((deps.clock.now().getTime() - oldest.getTime()) / 1000))
      : 0,
  };
}
