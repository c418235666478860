import { firstHash, holderHash, nextHash, type Tables, type Transaction } from "@sunchak/db";

/** How many lines are read at a time, whatever the length of a log. */
const READ = 1_000;

type Campaign = Pick<Tables["couponCampaigns"], "id" | "issuedCount" | "headNumber" | "headHash">;

/**
 * Computes every campaign's log again, from its coupons, and returns where each first differs.
 * @param most how many to return at most.
 */
export async function findBrokenLogs(
  tx: Transaction,
  most: number,
): Promise<Record<string, unknown>[]> {
  const broken: Record<string, unknown>[] = [];
  const campaigns = await tx.couponCampaign.findMany({
    select: { id: true, issuedCount: true, headNumber: true, headHash: true },
  });
  for (const campaign of campaigns) {
    if (broken.length === most) break;
    const fault = await findFault(tx, campaign);
    if (fault) broken.push({ table: "issued_coupons", campaignId: campaign.id, ...fault });
  }
  return broken;
}

async function findFault(tx: Transaction, { id: campaignId, ...campaign }: Campaign) {
  let number = 0;
  let hash = firstHash(campaignId);
  for (;;) {
    const lines = await readLines(tx, campaignId, number);
    for (const { id, userId, ...stored } of lines) {
      number += 1;
      const holder = holderHash({ salt: stored.salt, id, userId });
      hash = nextHash(hash, { ...stored, number, holder });
      const isRight =
        [number, holder, hash].join() === [stored.number, stored.holder, stored.hash].join();
      if (!isRight) return { id, number: stored.number, expected: number, holder, hash };
    }
    if (lines.length < READ) break;
  }
  const { issuedCount, headNumber, headHash } = campaign;
  const isWhole =
    number === issuedCount && number === headNumber && (headHash ?? firstHash(campaignId)) === hash;
  return isWhole ? null : { lines: number, hash, issuedCount, headNumber, headHash };
}

function readLines(tx: Transaction, campaignId: string, after: number): Promise<Line[]> {
  return tx.$queryRaw<Line[]>`
    SELECT id, user_id AS "userId", number, door, arrived_at AS "arrivedAt", salt, holder, hash
    FROM issued_coupons WHERE campaign_id = ${campaignId} AND number > ${after}
    ORDER BY number LIMIT ${READ}`;
}

interface Line {
  id: string;
  userId: string;
  number: number;
  door: string;
  arrivedAt: string;
  salt: string;
  holder: string;
  hash: string;
}
