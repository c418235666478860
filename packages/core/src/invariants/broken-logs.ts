import { firstHash, holderHash, nextHash, type Transaction } from "@sunchak/db";
import { brokenRow } from "./range-check.ts";
import type { BrokenRow } from "./schema.ts";

const LINES_AT_ONCE = 1_000;

/** Where a check of the logs goes on: after a line, whose hash is computed, of a campaign. */
interface Place {
  campaignId: string;
  number: number;
  hash: string;
  /** Whether the campaign's log is checked to its end. */
  isDone: boolean;
}

const toText = ({ campaignId, number, hash, isDone }: Place): string =>
  [campaignId, number, hash, isDone ? "done" : "open"].join(" ");

function placeOf(text: string): Place {
  const [campaignId = "", number = "0", hash = "", state = "done"] = text.split(" ");
  return { campaignId, number: Number(number), hash, isDone: state === "done" };
}

/**
 * Computes the log of a campaign again, from its coupons: from a place on, for a number of lines.
 * @param from empty at the beginning, then what the call before returned.
 * @returns where the campaign's log first differs, and where to go on, null after the last campaign.
 */
export async function checkLogs(
  tx: Transaction,
  from: string,
  size: number,
): Promise<{ rows: BrokenRow[]; next: string | null }> {
  const place = placeOf(from);
  const campaign = await tx.couponCampaign.findFirst({
    where: { id: place.isDone ? { gt: place.campaignId } : place.campaignId },
    orderBy: { id: "asc" },
    select: { id: true, issuedCount: true, headNumber: true, headHash: true },
  });
  if (!campaign) return { rows: [], next: null };
  const campaignId = campaign.id;
  let { number, hash } = place.isDone ? { number: 0, hash: firstHash(campaignId) } : place;
  const next = (isDone: boolean) => toText({ campaignId, number, hash, isDone });

  const lines = await readLines(tx, campaignId, number, size);
  for (const { id, userId, ...stored } of lines) {
    number += 1;
    const holder = holderHash({ salt: stored.salt, id, userId });
    hash = nextHash(hash, { ...stored, number, holder });
    const row = brokenRow("log", campaignId, number, {
      lineNumber: [stored.number, number],
      lineHolder: [stored.holder, holder],
      lineHash: [stored.hash, hash],
    });
    if (row.differences.length > 0) return { rows: [row], next: next(true) };
  }
  if (lines.length === size) return { rows: [], next: next(false) };
  const end = brokenRow("log", campaignId, null, {
    issuedCount: [campaign.issuedCount, number],
    headNumber: [campaign.headNumber, number],
    headHash: [campaign.headHash ?? firstHash(campaignId), hash],
  });
  return { rows: end.differences.length > 0 ? [end] : [], next: next(true) };
}

/** The same for the whole log of one campaign. */
export async function findBrokenLog(tx: Transaction, campaignId: string): Promise<BrokenRow[]> {
  let place: Place = { campaignId, number: 0, hash: firstHash(campaignId), isDone: false };
  for (;;) {
    const { rows, next } = await checkLogs(tx, toText(place), LINES_AT_ONCE);
    if (next === null || rows.length > 0) return rows;
    place = placeOf(next);
    if (place.isDone) return [];
  }
}

export function readLines(
  tx: Transaction,
  campaignId: string,
  after: number,
  size: number,
): Promise<Line[]> {
  return tx.$queryRaw<Line[]>`
    SELECT id, user_id AS "userId", number, door, arrived_at AS "arrivedAt", salt, holder, hash
    FROM issued_coupons WHERE campaign_id = ${campaignId} AND number > ${after}
    ORDER BY number LIMIT ${size}`;
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
