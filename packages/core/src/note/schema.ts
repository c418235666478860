import { z } from "zod";
import type { Actor } from "../audit/schema.ts";
import { idFilter, text } from "../values.ts";

/** What notes are about. */
export const noteSubjects = ["order", "user"] as const;

/** How long a note may be, in characters. */
export const NOTE_MAX = 2_000;

/** How many notes of a subject its page shows; the audit log has all. */
export const NOTES_SHOWN = 100;

export const noteText = text(NOTE_MAX).trim().min(1);

const subject = { subjectType: z.enum(noteSubjects), subjectId: idFilter };
export const listNotesInput = z.strictObject(subject);
export const addNoteInput = z.strictObject({ ...subject, text: noteText });
export type ListNotes = z.output<typeof listNotesInput>;
export type AddNote = z.output<typeof addNoteInput>;

/** What an admin wrote about an order or a user, for the others of the staff. */
export interface Note {
  id: string;
  at: string;
  /** Null for a user who is no longer there. */
  actor: Actor | null;
  text: string;
}
