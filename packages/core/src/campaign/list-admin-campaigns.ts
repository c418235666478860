import { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { likePattern } from "../like-pattern.ts";
import { cursorPage, type Page } from "../paging.ts";
import type { AdminCampaign, ListAdminCampaigns } from "./schema.ts";
import { toAdminCampaign } from "./to-admin-campaign.ts";

/** A page of all campaigns, the newest made first. */
export async function listAdminCampaigns(
  deps: Pick<Deps, "db" | "clock">,
  { phase, q, cursor, size }: ListAdminCampaigns,
): Promise<Page<AdminCampaign> & { now: string }> {
  const now = deps.clock.now();
  const conditions = [Prisma.sql`1 = 1`];
  if (phase) conditions.push(inPhase(phase, now));
  if (q) {
    const pattern = `%${likePattern(q)}%`;
    conditions.push(Prisma.sql`search_name LIKE ${pattern} ESCAPE '\\'`);
  }
  if (cursor !== undefined) conditions.push(Prisma.sql`id < ${cursor}`);
  const found = await deps.db.client.$queryRaw<{ id: string }[]>`
    SELECT id FROM coupon_campaigns WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY id DESC LIMIT ${size + 1}`;
  const rows = await deps.db.client.couponCampaign.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: { id: "desc" },
  });
  const page = cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => toAdminCampaign(row, now),
  );
  return { ...page, now: now.toISOString() };
}

/** campaignPhase as a condition. */
function inPhase(phase: AdminCampaign["phase"], now: Date): Prisma.Sql {
  if (phase === "CLOSED") return Prisma.sql`(closed_at IS NOT NULL OR closes_at <= ${now})`;
  if (phase === "PAUSED") {
    return Prisma.sql`closed_at IS NULL AND closes_at > ${now} AND paused_at IS NOT NULL`;
  }
  const running = Prisma.sql`closes_at > ${now} AND paused_at IS NULL`;
  if (phase === "UPCOMING") return Prisma.sql`${running} AND opens_at > ${now}`;
  const left = phase === "OPEN" ? Prisma.sql`<` : Prisma.sql`>=`;
  return Prisma.sql`${running} AND opens_at <= ${now} AND issued_count ${left} total_quantity`;
}
