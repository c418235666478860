import { dropNote, keepNote, readNote } from "@sunchak/web/browser-storage";
import { z } from "zod";

/** As long as the tab lives: a name or an email must not stay in the browser of a shared machine. */
const RECENT = "sunchak.recent";
const MAX_RECENT = 5;

const recent = z.array(
  z.object({
    /** A path of this app without its language. */
    href: z.string().regex(/^\/\w/),
    /** What the palette called it. */
    label: z.string().min(1).max(200),
  }),
);
export type Recent = z.output<typeof recent>[number];

/** What was last opened from the palette in this tab, at most 5, the last first. */
export function readRecent(): Recent[] {
  try {
    return recent.parse(JSON.parse(readNote("tab", RECENT) ?? "[]")).slice(0, MAX_RECENT);
  } catch {
    return [];
  }
}

export function keepRecent(one: Recent): void {
  const others = readRecent().filter(({ href }) => href !== one.href);
  keepNote("tab", RECENT, JSON.stringify([one, ...others].slice(0, MAX_RECENT)));
}

export const dropRecent = () => dropNote("tab", RECENT);
