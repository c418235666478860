import { statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { providerOf } from "./provider.ts";

/** SQLite's, whatever their details: FULL, and IOERR, which it also calls a limit or a quota. */
const sqliteCodes = [13, 10];
const DISK_FULL_OF_POSTGRESQL = "53100";
const codes = [DISK_FULL_OF_POSTGRESQL, "ENOSPC", "EDQUOT", "EFBIG"];

/** The code by which a disk, or the database on it, says that it takes no more. */
function fullCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, rawCode, originalCode, cause, meta } = error as Record<string, unknown>;
  const named = [code, originalCode].map(String).find((one) => codes.includes(one));
  const number = [rawCode, originalCode].find((one) => sqliteCodes.includes(Number(one) & 0xff));
  const { driverAdapterError } = (meta ?? {}) as { driverAdapterError?: unknown };
  return named ?? number?.toString() ?? fullCode(cause) ?? fullCode(driverAdapterError);
}

/**
 * What to tell the operator of a command on this database when its disk is full, or that of
 * temporary files; undefined when it failed for another reason.
 */
export function explainDiskFull(error: unknown, url: string): string | undefined {
  const code = fullCode(error);
  if (code === undefined) return undefined;
  const ending = "Nothing was changed. Make room, then start again.";
  if (code === DISK_FULL_OF_POSTGRESQL) return `The disk of PostgreSQL is full. ${ending}`;
  const folders = [tmpdir()];
  if (providerOf(url) === "sqlite") folders.unshift(dirname(url.slice("file:".length)));
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
