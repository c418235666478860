import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { providerOf, sqlitePathOf } from "./provider.ts";
import { DatabaseUnavailable, OutcomeUnknown, type UnavailableReason } from "./unavailable.ts";

/** A disk that refuses a write and has fewer bytes left than this is full. */
const NEARLY_FULL = 64e6;

const DISK_FULL_OF_POSTGRESQL = "53100";

/**
 * Why a command failed, for its operator. `explainFullDisk` explains a full disk in more detail.
 */
const sentences: Record<Exclude<UnavailableReason, "disk full">, string> = {
  locked: "Another process holds a lock on the database.",
  "read-only": "The database can't be written to.",
  "file replaced": "The database file was deleted, or another was put in its place.",
  unreachable: "The database can't be reached.",
  slow: "The database took too long to answer.",
  damaged: "The database is damaged, or its disk fails.",
};

/**
 * What to tell an operator whose command failed because of this database or the disk of temporary
 * files; undefined when it failed for another reason.
 */
export function explainFailure(error: unknown, url: string): string | undefined {
  if (isDiskFull(error)) return explainFullDisk(error, url);
  if (isDenied(error)) return `This user may not do that: ${error.message}.`;
  if (error instanceof DatabaseUnavailable && error.reason !== "disk full") {
    if (providerOf(url) === "sqlite" && !existsSync(sqlitePathOf(url))) {
      const folder = existing(dirname(sqlitePathOf(url)));
      return mayWriteTo(folder)
        ? `There is no database at ${sqlitePathOf(url)} yet. First: npm run db:deploy`
        : `There is no database at ${sqlitePathOf(url)}, and this user may not write to ${folder}.`;
    }
    return `${sentences[error.reason]}${detailOf(error)}\nNothing is half done. Mend that, then start again.`;
  }
  if (error instanceof OutcomeUnknown) {
    return `The connection to the database was lost.${detailOf(error)}\nThe last step may be stored or not. Look, then start again.`;
  }
  return undefined;
}

function detailOf({ cause }: Error): string {
  return cause instanceof Error && cause.message ? ` (${cause.message})` : "";
}

/**
 * Whether the file system denied access, such as with EACCES; the message names the call and the
 * path.
 */
const isDenied = (error: unknown): error is Error =>
  error instanceof Error &&
  /^(EACCES|EPERM|EROFS)$/.test(String((error as { code?: unknown }).code));

function mayWriteTo(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folder itself, or the nearest existing folder above it. */
const existing = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));

/** Includes SQLite's I/O errors, because SQLite reports a limit or a quota as one. */
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
  if (providerOf(url) === "sqlite") folders.unshift(existing(dirname(sqlitePathOf(url))));
  const freeIn = (folder: string) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  const [full = "", free = 0] = folders
    .map((folder) => [folder, freeIn(folder)] as const)
    .reduce((one, other) => (other[1] < one[1] ? other : one));
  const left = `${Math.floor(free / 1e6)} MB left`;
  const why =
    free < NEARLY_FULL
      ? `is full (${left})`
      : `fails, or a limit on files or of a quota is reached (${left})`;
  return `Nothing more can be written to ${full}: the disk mounted at ${mountOf(full)} ${why}.\n${ending}`;
}

/** The uppermost folder on the same disk. */
function mountOf(folder: string): string {
  const above = dirname(folder);
  if (above === folder || statSync(above).dev !== statSync(folder).dev) return folder;
  return mountOf(above);
}
