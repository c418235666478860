import type { Deps } from "../deps.ts";
import { isDestination } from "./destination.ts";
import { getExportStatus } from "./get-export-status.ts";

const MINUTE_MS = 60_000;
/** How long samples are kept: as long as the longest chart shows. */
const KEPT_MS = 30 * 24 * 60 * MINUTE_MS;

/**
 * Stores one sample of the export's state for this minute. The lag chart shows the samples. They
 * also prove that a process delivers, so a process with another destination takes none. Of several
 * processes in one minute, the first one's sample stays.
 */
export async function sampleExports(
  deps: Pick<Deps, "db" | "clock" | "dataPlatform">,
): Promise<void> {
  if (!(await isDestination(deps.db.client, deps.dataPlatform.destination))) return;
  const now = deps.clock.now().getTime();
  const at = new Date(now - (now % MINUTE_MS));
  const { waiting, dead, lagSeconds } = await getExportStatus(deps);
  await deps.db.client.$executeRaw`
    INSERT INTO export_samples (at, waiting, dead, lag_seconds)
    VALUES (${at}, ${waiting}, ${dead}, ${lagSeconds}) ON CONFLICT (at) DO NOTHING`;
}

/** Deletes the samples older than 30 days. @returns how many. */
export async function purgeExportSamples(deps: Pick<Deps, "db" | "clock">): Promise<number> {
  const { count } = await deps.db.client.exportSample.deleteMany({
    where: { at: { lt: new Date(deps.clock.now().getTime() - KEPT_MS) } },
  });
  return count;
}
