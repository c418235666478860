import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "./env.ts";

/**
 * Keeps what the shop stores to this user, whatever the umask: what this process writes from now
 * on, and what the data folder and a SQLite database's files hold already. Links in the folder are
 * not followed. (Windows has other rights, which folders hand down.)
 * @param databaseUrl with an absolute path, when it is a file's.
 * @returns what others can reach and this user may not change.
 */
export function keepPrivate(databaseUrl: string): string[] {
  if (process.platform === "win32") return [];
  process.umask(0o077);
  const file = databaseUrl.startsWith("file:") ? databaseUrl.slice("file:".length) : undefined;
  const files = file ? ["", "-wal", "-shm", "-journal"].map((ending) => file + ending) : [];
  return [dataFolder(), ...inside(dataFolder()), ...files].filter((path) => !tighten(path));
}

/** The files and folders in a folder, and in those. */
function inside(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return [path, ...inside(path)];
      return entry.isFile() ? [path] : [];
    });
  } catch {
    return []; // There is none, or it is kept from this user.
  }
}

/** @returns whether nobody else can reach it now. */
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
