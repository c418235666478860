import { z } from "zod";
import { label, text } from "../values.ts";

const viewFields = {
  name: label(60),
  /** The URL's query, without the question mark. */
  query: text(1_000),
};

export const listViewsInput = z.strictObject({ list: text(40).min(1) });
export const saveViewInput = z.strictObject({
  list: z.string().regex(/^[a-z]{1,40}$/),
  ...viewFields,
});
/** Fields that are left out stay as they are. */
export const changeViewInput = z.strictObject({
  id: z.string(),
  name: viewFields.name.optional(),
  query: viewFields.query.optional(),
});

export interface SavedView {
  id: string;
  list: string;
  name: string;
  query: string;
}

export type SaveView = z.output<typeof saveViewInput>;
export type ChangeView = z.output<typeof changeViewInput>;
