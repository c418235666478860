import { firstHash, holderHash, nextHash, Prisma } from "@sunchak/db";
import { readLines } from "../broken-logs.ts";
import { type Repair, type Repairing, unsure } from "./repairing.ts";

const READ = 1_000;

/** Higher than any number of a line. */
const ASIDE = 1_000_000_000;

/** What of a coupon's line follows from the rest of the log. */
interface Line {
  id: string;
  userId: string;
  number: number;
  holder: string;
  hash: string;
}

/**
 * Makes a campaign's counts, and the lines of its log, what its head proves: a log that ends in the
 * head's hash is the one that it was, so what can be computed of its lines is then known.
 */
export const repairCampaign: Repair = async (repairing) => {
  const { tx, subjectId: id, tell } = repairing;
  const campaign = await tx.couponCampaign.findUniqueOrThrow({ where: { id } });
  const unchained = await tx.issuedCoupon.count({ where: { campaignId: id, number: null } });
  const { lines, hash, hashAsNumbered, wrong } = await computeLog(repairing);
  const { issuedCount, headNumber, headHash } = campaign;
  if ((headHash ?? firstHash(id)) !== hash) {
    // Lines that follow one another but for their numbers have lost none in between.
    const isShort = lines < headNumber && unchained === 0 && hashAsNumbered !== headHash;
    throw unsure(isShort ? "couponsMissing" : "logChanged");
  }
  // A version without the log has issued them, or somebody has inserted them.
  if (unchained > 0) throw unsure("couponsNotChained");
  if (lines > campaign.totalQuantity) throw unsure("couponsUnexpected");
  await writeLines(repairing, wrong);
  if (issuedCount === lines && headNumber === lines) return;
  await tx.couponCampaign.update({
    where: { id },
    data: { issuedCount: lines, headNumber: lines },
  });
  tell("issuedCount", issuedCount, lines);
  if (headNumber !== lines) tell("headNumber", headNumber, lines);
};

/** The log as its lines' coupons say, with the lines that differ from what is stored. */
async function computeLog({ tx, subjectId: campaignId }: Repairing) {
  const strangers = await tx.$queryRaw<{ id: string; userId: string }[]>`
    SELECT DISTINCT c.id, o.user_id AS "userId" FROM issued_coupons c
    JOIN orders o ON o.issued_coupon_id = c.id
    WHERE c.campaign_id = ${campaignId} AND o.user_id <> c.user_id`;
  let [lines, hash, hashAsNumbered] = [0, firstHash(campaignId), firstHash(campaignId)];
  const wrong: { was: Line; is: Line }[] = [];
  for (let after = 0; ; ) {
    const read = await readLines(tx, campaignId, after, READ);
    for (const line of read) {
      lines += 1;
      const { id, salt } = line;
      const holders = [line, ...strangers.filter((one) => one.id === id)].map((one) => ({
        ...{ id, salt, userId: one.userId },
        holder: holderHash({ salt, id, userId: one.userId }),
      }));
      const told = holders.find(({ holder }) => holder === line.holder) ?? holders[0];
      if (!told) continue;
      const { holder, userId } = told;
      hash = nextHash(hash, { ...line, number: lines, holder });
      hashAsNumbered = nextHash(hashAsNumbered, line);
      const is = { id, userId, number: lines, holder, hash };
      const isRight = (Object.keys(is) as (keyof Line)[]).every((key) => is[key] === line[key]);
      if (!isRight) wrong.push({ was: line, is });
    }
    const last = read.at(-1);
    if (!last || read.length < READ) return { lines, hash, hashAsNumbered, wrong };
    after = last.number;
  }
}

async function writeLines(
  { tx, tell }: Repairing,
  wrong: readonly { was: Line; is: Line }[],
): Promise<void> {
  if (wrong.length === 0) return;
  // Two passes, because no two lines may have the same number in between.
  for (const aside of [ASIDE, 0]) {
    for (let begin = 0; begin < wrong.length; begin += READ) {
      const rows = wrong
        .slice(begin, begin + READ)
        .map(
          ({ is }) =>
            Prisma.sql`(${Prisma.join([is.id, is.userId, is.number + aside, is.holder, is.hash])})`,
        );
      await tx.$executeRaw`
        UPDATE issued_coupons SET user_id = v.column2, number = CAST(v.column3 AS INTEGER),
          holder = v.column4, hash = v.column5
        FROM (VALUES ${Prisma.join(rows)}) AS v WHERE issued_coupons.id = v.column1`;
    }
  }
  const told = ({ number, userId, holder, hash }: Line) => ({ number, userId, holder, hash });
  const named = wrong.slice(0, 50);
  tell("linesChanged", 0, wrong.length);
  tell(
    "lines",
    named.map(({ was }) => told(was)),
    named.map(({ is }) => told(is)),
  );
}
