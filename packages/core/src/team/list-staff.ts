import type { Deps } from "../deps.ts";
import { type StaffRole, staffRoles } from "../user/roles.ts";
import type { StaffMember } from "../user/schema.ts";
import type { Invitation, Team } from "./schema.ts";
import { unused } from "./store-link.ts";

type ReadDeps = Pick<Deps, "db" | "clock">;

/** Everybody of the staff, owners first, then by name, and who is invited. (There are few.) */
export async function listStaff(deps: ReadDeps): Promise<Team> {
  const [rows, invitations] = await Promise.all([
    deps.db.client.user.findMany({
      where: { role: { in: [...staffRoles] } },
      include: {
        sessions: {
          where: { passwordGivenAt: { not: null }, expiresAt: { gt: deps.clock.now() } },
          orderBy: { createdAt: "desc" },
          take: 1,
        },
        secondFactor: { select: { confirmedAt: true } },
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
    listInvitations(deps),
  ]);
  const items = rows.map(({ id, name, email, role, banned, sessions, secondFactor }) => ({
    ...{ id, name, email, banned },
    role: role as StaffRole,
    signedInAt: sessions[0]?.createdAt.toISOString() ?? null,
    secondFactorOn: Boolean(secondFactor?.confirmedAt),
  }));
  const rank = ({ role }: StaffMember) => staffRoles.indexOf(role);
  return { items: items.sort((a, b) => rank(b) - rank(a)), invitations };
}

async function listInvitations({ db, clock }: ReadDeps): Promise<Invitation[]> {
  const links = await db.client.staffLink.findMany({
    where: { purpose: "INVITATION", ...unused },
    orderBy: { id: "desc" },
  });
  const ids = links.flatMap(({ createdById }) => createdById ?? []);
  const inviters = await db.client.user.findMany({ where: { id: { in: ids } } });
  return links.map(({ id, email, role, createdById, createdAt, expiresAt }) => {
    const inviter = inviters.find((user) => user.id === createdById);
    return {
      ...{ id, email },
      role: role as StaffRole,
      invitedBy: inviter ? { id: inviter.id, name: inviter.name } : null,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      isOpen: expiresAt > clock.now() && inviter?.role === "owner" && !inviter.banned,
    };
  });
}
