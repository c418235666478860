import type { Reads } from "../deps.ts";
import type { Actor } from "./schema.ts";

/** The admins with these ids, by id; `null` among them is skipped. */
export async function findActors(
  deps: Pick<Reads, "db">,
  ids: (string | null)[],
): Promise<Map<string | null, Actor>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const users = await deps.db.client.user.findMany({
    where: { id: { in: known } },
    select: { id: true, name: true, email: true },
  });
  return new Map(users.map((user) => [user.id, user]));
}
