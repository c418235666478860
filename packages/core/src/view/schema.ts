import { z } from "zod";
import { text } from "../values.ts";

export const listViewsInput = z.strictObject({ list: text(40).min(1) });
export const saveViewInput = z.strictObject({
  list: z.string().regex(/^[a-z]{1,40}$/),
  name: text(60).trim().min(1),
  /** The URL's query, without the question mark. */
  query: text(1_000),
});

export interface SavedView {
  id: string;
  list: string;
  name: string;
  query: string;
}

export type SaveView = z.output<typeof saveViewInput>;
