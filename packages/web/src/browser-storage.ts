/** How long a note is kept: as long as the tab lives, or as long as the browser keeps it. */
export type Keep = "tab" | "browser";

/** Notes that the browser did not store; they last as long as this document. */
const unkept = new Map<string, string>();

/** Even reading the property throws where site data is blocked. */
const storageOf = (keep: Keep) => (keep === "tab" ? sessionStorage : localStorage);

/** The note under a name; null when there is none, or the browser does not let us read it. */
export function readNote(keep: Keep, name: string): string | null {
  const note = unkept.get(name);
  if (note !== undefined) return note;
  try {
    return storageOf(keep).getItem(name);
  } catch {
    return null;
  }
}

/**
 * Keeps a note under a name. When the browser blocks site data or has no room left, the note lasts
 * only as long as this document.
 * @returns whether the browser keeps it.
 */
export function keepNote(keep: Keep, name: string, note: string): boolean {
  try {
    storageOf(keep).setItem(name, note);
    unkept.delete(name);
    return true;
  } catch {
    unkept.set(name, note);
    return false;
  }
}

export function dropNote(keep: Keep, name: string): void {
  unkept.delete(name);
  try {
    storageOf(keep).removeItem(name);
  } catch {
    // Where nothing can be kept there is nothing to drop.
  }
}

/** Whether the browser keeps notes at all, and has kept the last one of this name. */
export function keepsNotes(keep: Keep, name: string): boolean {
  if (unkept.has(name)) return false;
  try {
    storageOf(keep).getItem(name);
    return true;
  } catch {
    return false;
  }
}
