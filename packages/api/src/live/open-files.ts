import { readFileSync } from "node:fs";

/** What a process opens beside its streams: other connections, the database, files. */
const OTHER_FILES = 1_000;

/**
 * How many streams this process may keep: as many as wanted, or as file descriptors allow. Without
 * this, a process with none left could answer nobody.
 * @param readLimits gives /proc/self/limits; throws where there is none, and then nothing is known.
 */
export function streamsAllowed(
  wanted: number,
  readLimits = () => readFileSync("/proc/self/limits", "utf8"),
): number {
  const files = findOpenFilesLimit(readLimits);
  return files === undefined ? wanted : Math.min(wanted, Math.max(0, files - OTHER_FILES));
}

function findOpenFilesLimit(readLimits: () => string): number | undefined {
  try {
    const [, soft] = /^Max open files +(\d+)/m.exec(readLimits()) ?? [];
    return soft === undefined ? undefined : Number(soft);
  } catch {
    return undefined;
  }
}
