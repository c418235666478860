// npm run admin:reset-second-factor -- you@example.com
// Takes away the second factor of a member of the staff who has lost it, and signs them out
// everywhere. They sign in with their password, and turn it on again.
import { DomainError, resetSecondFactor, systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { runCommand } from "@sunchak/db/run-command";

async function main(url: string): Promise<void> {
  const email = process.argv[2]?.toLowerCase();
  if (!email) throw new DomainError("VALIDATION_FAILED", "Which email?");
  const db = openDatabase(url);
  try {
    const user = await db.client.user.findUnique({ where: { email } });
    const reason = "npm run admin:reset-second-factor";
    const asked = { actorId: null, id: user?.id ?? "", reason };
    await resetSecondFactor({ db, clock: systemClock }, asked);
    console.log(`${email} signs in without a second factor now, and is signed out everywhere.`);
  } finally {
    await db.close();
  }
}

await runCommand(main, (error) => (error instanceof DomainError ? error.message : undefined));
