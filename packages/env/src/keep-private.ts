import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "./env.ts";

/**
 * Makes the shop's files accessible to this user only, whatever the umask: the files that this
 * process writes from now on, and the existing files of the data folder and of a SQLite database.
 * Links in the folder are not followed. (On Windows, files inherit the folder's access rights.)
 * @param databaseUrl with an absolute path, when it names a file.
 * @returns the paths that others can reach and this user may not change.
 */
export function keepPrivate(databaseUrl: string): string[] {
  if (process.platform === "win32") return [];
  process.umask(0o077);
  const file = databaseUrl.startsWith("file:") ? databaseUrl.slice("file:".length) : undefined;
  const files = file ? ["", "-wal", "-shm", "-journal"].map((ending) => file + ending) : [];
  return [dataFolder(), ...inside(dataFolder()), ...files].filter((path) => !tighten(path));
}

/** The files and folders in a folder, recursively. */
function inside(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return [path, ...inside(path)];
      return entry.isFile() ? [path] : [];
    });
  } catch {
    return []; // The folder does not exist, or this user may not read it.
  }
}

/** @returns whether only this user can reach the path now. */
function tighten(path: string): boolean {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found || (found.mode & 0o077) === 0) return true;
    chmodSync(path, found.isDirectory() ? 0o700 : 0o600);
    return true;
  } catch {
    return false;
  }
}
