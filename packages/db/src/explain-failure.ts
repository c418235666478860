import { existsSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { providerOf, sqlitePathOf } from "./provider.ts";
import { DatabaseUnavailable, OutcomeUnknown, type UnavailableReason } from "./unavailable.ts";

const DISK_FULL_OF_POSTGRESQL = "53100";

/** Why a command failed, for its operator; the disk's trouble is explained in more detail. */
const sentences: Record<Exclude<UnavailableReason, "disk full">, string> = {
  locked: "Another process holds a lock on the database.",
  "read-only": "The database can't be written to.",
  "file replaced": "The database file was deleted, or another was put in its place.",
  unreachable: "The database can't be reached.",
  slow: "The database took too long to answer.",
  damaged: "The database is damaged, or its disk fails.",
};

/**
 * What to tell the operator of a command on this database when the database failed it, or the disk
 * of temporary files; undefined when it failed for another reason.
 */
export function explainFailure(error: unknown, url: string): string | undefined {
  if (isDiskFull(error)) return explainFullDisk(error, url);
  if (error instanceof DatabaseUnavailable && error.reason !== "disk full") {
    if (providerOf(url) === "sqlite" && !existsSync(sqlitePathOf(url))) {
      return `There is no database at ${sqlitePathOf(url)} yet. First: npm run db:deploy`;
    }
    return `${sentences[error.reason]}${detailOf(error)}\nNothing is half done. Mend that, then start again.`;
  }
  if (error instanceof OutcomeUnknown) {
    return `The connection to the database was lost.${detailOf(error)}\nNothing is half done, but the last step may be stored. Look, then start again.`;
  }
  return undefined;
}

function detailOf({ cause }: Error): string {
  return cause instanceof Error && cause.message ? ` (${cause.message})` : "";
}

/** SQLite calls a limit or a quota an I/O error. */
function isDiskFull(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) {
    return error.reason === "disk full" || /^disk I\/O error/.test((error.cause as Error)?.message);
  }
  return /^(ENOSPC|EDQUOT|EFBIG)$/.test(String((error as { code?: unknown } | undefined)?.code));
}

function explainFullDisk(error: unknown, url: string): string {
  const ending = "Nothing is half done. Make room, then start again.";
  const { cause } = error as { cause?: { code?: unknown; originalCode?: unknown } };
  if (cause?.code === DISK_FULL_OF_POSTGRESQL || cause?.originalCode === DISK_FULL_OF_POSTGRESQL) {
    return `The disk of PostgreSQL is full.\n${ending}`;
  }
  const folders = [tmpdir()];
  if (providerOf(url) === "sqlite") folders.unshift(dirname(sqlitePathOf(url)));
  const freeIn = (folder: string) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  const [full = "", free = 0] = folders
    .map((folder) => [folder, freeIn(folder)] as const)
    .reduce((one, other) => (other[1] < one[1] ? other : one));
  return (
    `Nothing more can be written to ${full}: the disk mounted at ${mountOf(full)} is full ` +
    `(${Math.floor(free / 1e6)} MB left), or a limit is reached.\n${ending}`
  );
}

/** The uppermost folder on the same disk. */
function mountOf(folder: string): string {
  const above = dirname(folder);
  if (above === folder || statSync(above).dev !== statSync(folder).dev) return folder;
  return mountOf(above);
}
