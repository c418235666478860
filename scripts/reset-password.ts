// npm run admin:reset-password -- you@example.com
// Prints a link by which a member of the staff who lost their password sets a new one, once, within
// an hour.
import { DomainError, linkAt, makeResetLink, newLinkToken, systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { runCommand } from "@sunchak/db/run-command";
import { adminUrl } from "@sunchak/env";

async function main(url: string): Promise<void> {
  const email = process.argv[2]?.toLowerCase();
  if (!email) throw new DomainError("VALIDATION_FAILED", "Which email?");
  const db = openDatabase(url);
  try {
    const user = await db.client.user.findUnique({ where: { email } });
    const token = newLinkToken();
    const reason = "npm run admin:reset-password";
    const asked = { actorId: null, id: user?.id ?? "", token, reason };
    await makeResetLink({ db, clock: systemClock }, asked);
    console.log(linkAt(adminUrl(), { purpose: "PASSWORD", language: "ko", token }));
  } finally {
    await db.close();
  }
}

await runCommand(main, (error) => (error instanceof DomainError ? error.message : undefined));
