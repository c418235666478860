import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { Env } from "@sunchak/env";

/** The free share of the fullest disk that this process writes to, 0 to 1. */
export async function findFreeSpace({
  databaseUrl,
  exportsFile,
}: Pick<Env, "databaseUrl" | "exportsFile">): Promise<number> {
  const file = databaseUrl.startsWith("file:") ? [databaseUrl.slice("file:".length)] : [];
  const disks = await Promise.allSettled(
    [...file, exportsFile].map((path) => statfs(dirname(path))),
  );
  const shares = disks.flatMap((disk) =>
    disk.status === "fulfilled" ? [disk.value.bavail / disk.value.blocks] : [],
  );
  if (shares.length === 0) throw new Error("no disk could be read");
  return Math.min(...shares);
}
