import { searchName } from "@sunchak/db";
import type { Deps } from "../deps.ts";

/** Changes a user's own name. A repeat changes nothing. */
export async function renameUser(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { userId, name }: { userId: string; name: string },
): Promise<{ name: string }> {
  await db.client.user.updateMany({
    where: { id: userId, name: { not: name } },
    data: { name, searchName: searchName(name), updatedAt: clock.now() },
  });
  return { name };
}
