import { type Expression, expressionBuilder, type SqlBool, type Tables } from "@sunchak/db";
import type { Reads } from "../deps.ts";
import type { ListTagNames, ListTags } from "./schema.ts";

/** How many names a list offers to filter by. */
const NAMES_SHOWN = 100;

/** The tags of an order or a user. */
export async function listTags(
  { db }: Pick<Reads, "db">,
  where: ListTags,
): Promise<{ items: string[] }> {
  const rows = await db.client.tag.findMany({ where, orderBy: { tag: "asc" } });
  return { items: rows.map(({ tag }) => tag) };
}

/** The tags that some order or user has. Each is found by a step in the index, however many have it. */
export async function listTagNames(
  { db }: Pick<Reads, "db">,
  { subjectType }: ListTagNames,
): Promise<{ items: string[] }> {
  const rows = await db.client.$queryRaw<{ tag: string }[]>`
    WITH RECURSIVE names(tag) AS (
      SELECT MIN(tag) FROM tags WHERE subject_type = ${subjectType}
      UNION ALL
      SELECT (SELECT MIN(t.tag) FROM tags t WHERE t.subject_type = ${subjectType} AND t.tag > names.tag)
      FROM names WHERE names.tag IS NOT NULL
    )
    SELECT tag FROM names WHERE tag IS NOT NULL LIMIT ${NAMES_SHOWN}`;
  return { items: rows.map(({ tag }) => tag) };
}

const tags = expressionBuilder<Tables, "tags">();

/** That a row has a tag. @param id the row's id. */
export const hasTag = (
  subjectType: ListTags["subjectType"],
  id: Expression<string>,
  tag: string,
): Expression<SqlBool> =>
  tags(
    id,
    "in",
    tags
      .selectFrom("tags")
      .select("subjectId")
      .where("subjectType", "=", subjectType)
      .where("tag", "=", tag),
  );
