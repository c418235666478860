import { searchName } from "@sunchak/db";
import { audited, inputOf } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Acting } from "../user/schema.ts";
import type { AdminCampaign, CreateCampaign } from "./schema.ts";
import { terms, toAdminCampaign } from "./to-admin-campaign.ts";

/**
 * Creates a campaign. It opens at once when its opening is past.
 * @throws DomainError VALIDATION_FAILED when its window is over.
 */
export async function createCampaign(
  deps: Pick<Deps, "db" | "clock">,
  asked: CreateCampaign & Acting,
): Promise<AdminCampaign> {
  const fields = inputOf(asked);
  const call = { action: "campaign.create", subjectType: "campaign" } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const now = deps.clock.now();
    refuseEndedWindow(fields.closesAt, now);
    const row = await tx.couponCampaign.create({
      data: {
        id: newId(deps.clock),
        ...fields,
        searchName: searchName(fields.name, fields.nameEn),
        opensAt: new Date(fields.opensAt),
        closesAt: new Date(fields.closesAt),
        createdAt: now,
      },
    });
    record({ subjectId: row.id, after: terms(row) });
    return toAdminCampaign(row, now);
  });
}

/** @throws DomainError VALIDATION_FAILED */
export function refuseEndedWindow(closesAt: string, now: Date): void {
  if (new Date(closesAt) > now) return;
  throw new DomainError("VALIDATION_FAILED", "The campaign would already be closed.", {
    fields: [{ path: "closesAt", message: "must be in the future" }],
  });
}
