import { z } from "zod";
import { noteSubjects } from "../note/schema.ts";
import { idFilter, label } from "../values.ts";

/** How many tags an order or a user has at most. */
export const TAGS_MAX = 10;

export const tagText = label(30);

const subjectType = z.enum(noteSubjects);
const subject = { subjectType, subjectId: idFilter };
export const listTagNamesInput = z.strictObject({ subjectType });
export const listTagsInput = z.strictObject(subject);
export const setTagInput = z.strictObject({ ...subject, tag: tagText, on: z.boolean() });
export type ListTagNames = z.output<typeof listTagNamesInput>;
export type ListTags = z.output<typeof listTagsInput>;
export type SetTag = z.output<typeof setTagInput>;
