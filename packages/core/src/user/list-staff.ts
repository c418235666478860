import type { Deps } from "../deps.ts";
import { type StaffRole, staffRoles } from "./roles.ts";
import type { StaffMember } from "./schema.ts";

/** Everybody of the staff, owners first, then by name. (A shop has few, so there are no pages.) */
export async function listStaff({
  db,
  clock,
}: Pick<Deps, "db" | "clock">): Promise<{ items: StaffMember[] }> {
  const rows = await db.client.user.findMany({
    where: { role: { in: [...staffRoles] } },
    include: {
      sessions: {
        where: { passwordGivenAt: { not: null }, expiresAt: { gt: clock.now() } },
        orderBy: { createdAt: "desc" },
        take: 1,
      },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const items = rows.map(({ id, name, email, role, banned, sessions }) => ({
    ...{ id, name, email, banned },
    role: role as StaffRole,
    signedInAt: sessions[0]?.createdAt.toISOString() ?? null,
  }));
  const rank = ({ role }: StaffMember) => staffRoles.indexOf(role);
  return { items: items.sort((a, b) => rank(b) - rank(a)) };
}
