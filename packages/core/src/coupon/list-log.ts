import { firstHash } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { rememberKey } from "./log-keys.ts";
import type { CampaignLog, ListLog } from "./schema.ts";

/**
 * A page of a campaign's public log, and its head, signed now: the page never goes beyond it.
 * @throws DomainError NOT_FOUND
 */
export async function listLog(
  deps: Pick<Deps, "db" | "signer" | "clock">,
  { id, after, size }: ListLog,
): Promise<CampaignLog> {
  const { client, queries } = deps.db;
  const select = { headNumber: true, headHash: true };
  // The head is read first. A line up to it was there before it, and never changes.
  const campaign = isId(id)
    ? await client.couponCampaign.findUnique({ where: { id }, select })
    : null;
  if (!campaign) throw notFound("coupon campaign");
  const { headNumber, headHash } = campaign;
  const rows = await queries
    .selectFrom("issuedCoupons")
    .select(["number", "door", "arrivedAt", "holder", "hash"])
    .where("campaignId", "=", id)
    .where("number", ">", after)
    .where("number", "<=", headNumber)
    .orderBy("number")
    .limit(size)
    .execute();
  const items = rows as CampaignLog["items"];
  const last = items.at(-1)?.number ?? headNumber;
  const hash = headHash ?? firstHash(id);
  const signedAt = deps.clock.now().toISOString();
  await rememberKey(deps);
  const signature = await deps.signer.sign(["sunchak-head-v1", id, headNumber, hash, signedAt]);
  return {
    items,
    nextAfter: last < headNumber ? last : null,
    head: { number: headNumber, hash, signedAt, signature, keyId: deps.signer.keyId },
  };
}
