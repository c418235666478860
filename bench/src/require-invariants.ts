import { checkInvariants } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";

const MAX_BALANCE = 10_000_000;

/** Checks that the measured work was also correct. @throws Error that names what is broken. */
export async function requireInvariants(url: string): Promise<void> {
  const db = openDatabase(url);
  try {
    const reports = await checkInvariants(db, { maxBalance: MAX_BALANCE });
    const broken = reports.filter(({ holds }) => !holds);
    if (broken.length > 0) throw new Error(`invariants are broken: ${JSON.stringify(broken)}`);
  } finally {
    await db.close();
  }
}
