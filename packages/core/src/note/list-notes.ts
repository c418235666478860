import { z } from "zod";
import { findActors } from "../audit/find-actors.ts";
import type { Reads } from "../deps.ts";
import { type ListNotes, NOTES_SHOWN, type Note } from "./schema.ts";

const stored = z.object({ note: z.string() });

/** The notes of an order or a user, at most {@link NOTES_SHOWN}, the latest first. */
export async function listNotes(
  deps: Pick<Reads, "db">,
  { subjectType, subjectId }: ListNotes,
): Promise<{ items: Note[] }> {
  const rows = await deps.db.client.auditEntry.findMany({
    where: { subjectType, subjectId, action: "note.add" },
    orderBy: { id: "desc" },
    take: NOTES_SHOWN,
  });
  const actors = await findActors(
    deps,
    rows.map(({ actorId }) => actorId),
  );
  const items = rows.map(({ id, at, actorId, after }) => ({
    id,
    at: at.toISOString(),
    actor: actors.get(actorId) ?? null,
    text: stored.parse(after).note,
  }));
  return { items };
}
