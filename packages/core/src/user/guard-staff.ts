import type { Transaction } from "@sunchak/db";
import { DomainError } from "../errors.ts";
import { type AdminCall, leastRoles, mayCall } from "./roles.ts";
import { type Acting, WON_BOUND } from "./schema.ts";

/** A refusal that names the least role which may. */
export const forbidden = (call: AdminCall) =>
  new DomainError("FORBIDDEN", `This needs the role ${leastRoles[call]}.`, {
    needs: leastRoles[call],
  });

/** @throws DomainError FORBIDDEN when the actor's role is not enough for a call. */
export function requireRole({ actorRole }: Pick<Acting, "actorRole">, call: AdminCall): void {
  if (actorRole !== undefined && !mayCall(actorRole, call)) throw forbidden(call);
}

/** @throws DomainError FORBIDDEN when a change of this many won is too much for the actor's role. */
export function requireRoleForMuch(
  actor: Pick<Acting, "actorRole">,
  call: AdminCall & `${string}Much`,
  won: number,
): void {
  if (won > WON_BOUND) requireRole(actor, call);
}

/** @throws DomainError FORBIDDEN_ON_SELF when somebody of the staff would change their own account. */
export function refuseSelf(actorId: string, id: string): void {
  if (actorId === id) {
    throw new DomainError(
      "FORBIDDEN_ON_SELF",
      "You cannot do this to your own account. Somebody else of the staff can.",
    );
  }
}

/**
 * Makes sure that an owner changes the staff, and that an owner is left. It locks all owners' rows
 * until the transaction ends: when two owners demote each other, the second sees the first's change.
 * @param asked.id the user who changes. @param asked.call what the actor needs to be an owner for.
 * @param asked.leaves whether the user is no owner afterwards.
 * @throws DomainError FORBIDDEN when the actor is no owner any more | LAST_OWNER
 */
export async function keepAnOwner(
  tx: Transaction,
  asked: Pick<Acting, "actorId" | "actorRole"> & { id: string; call: AdminCall; leaves: boolean },
): Promise<void> {
  const { actorId, actorRole, id, call, leaves } = asked;
  const owners = await tx.$queryRaw<{ id: string }[]>`
    UPDATE users SET role = role WHERE role = 'owner' AND banned = ${false} RETURNING id`;
  const isOwner = owners.some((owner) => owner.id === actorId);
  if (actorRole === "owner" && !isOwner) throw forbidden(call);
  if (leaves && owners.length === 1 && owners[0]?.id === id) {
    throw new DomainError("LAST_OWNER", "This is the last owner, and the shop needs one.");
  }
}
