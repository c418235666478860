import { Prisma } from "@sunchak/db";
import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Acting } from "../user/schema.ts";
import { type SetTag, TAGS_MAX } from "./schema.ts";

/** The rows that tags are about, with a column that an update leaves as it is. */
const rows = { order: ["orders", "status"], user: ["users", "role"] } as const;

/**
 * Tags an order or a user, or takes a tag off. Repeats change nothing.
 * @throws DomainError NOT_FOUND | VALIDATION_FAILED beyond {@link TAGS_MAX}
 */
export async function setTag(
  deps: Pick<Deps, "db" | "clock">,
  asked: SetTag & Acting,
): Promise<SetTag> {
  const { subjectType, subjectId, tag, on } = asked;
  const answer = { subjectType, subjectId, tag, on };
  const call = { action: "tag.set", subjectType } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const [table, column] = rows[subjectType].map((name) => Prisma.raw(name));
    // Locks the row, so that tags at once are counted one after the other.
    const known = await tx.$executeRaw`
      UPDATE ${table} SET ${column} = ${column} WHERE id = ${subjectId}`;
    if (known === 0) throw notFound(subjectType);
    const where = { subjectType, subjectId };
    const before = await tx.tag.findMany({ where, orderBy: { tag: "asc" } });
    const was = before.map((one) => one.tag);
    if (was.includes(tag) === on) return answer;
    if (on && was.length >= TAGS_MAX) {
      throw new DomainError("VALIDATION_FAILED", `At most ${TAGS_MAX} tags.`, {
        fields: [{ path: "tag", message: `at most ${TAGS_MAX} tags` }],
      });
    }
    if (on) await tx.tag.create({ data: { ...where, tag } });
    else await tx.tag.deleteMany({ where: { ...where, tag } });
    const is = on ? [...was, tag] : was.filter((one) => one !== tag);
    record({ subjectId, before: { tags: was.join(", ") }, after: { tags: is.join(", ") } });
    return answer;
  });
}
