import { createHash } from "node:crypto";
import type { Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import type { StaffRole } from "../user/roles.ts";
import { LINK_HOURS, type LinkPurpose } from "./schema.ts";

/** What the database keeps of a link's token, which has 256 random bits. */
export const hashOfToken = (token: string): string =>
  createHash("sha256").update(token).digest("hex");

interface NewLink {
  purpose: LinkPurpose;
  token: string;
  email: string;
  role?: StaffRole;
  createdById: string | null;
}

/** Stores a link of which only its maker has the token. */
export async function storeLink(
  tx: Transaction,
  { clock }: Pick<Deps, "clock">,
  { token, ...link }: NewLink,
): Promise<{ id: string; expiresAt: string }> {
  const [id, createdAt] = [newId(clock), clock.now()];
  const expiresAt = new Date(createdAt.getTime() + LINK_HOURS[link.purpose] * 3_600_000);
  await tx.staffLink.create({
    data: { id, tokenHash: hashOfToken(token), ...link, createdAt, expiresAt },
  });
  return { id, expiresAt: expiresAt.toISOString() };
}

/** The rows of links that nobody has used or revoked. */
export const unused = { usedAt: null, revokedAt: null } as const;
