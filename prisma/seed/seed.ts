// npm run db:seed: fills an empty, local database with the demo shop.
//   --if-empty   leave a database that has data as it is, and name the demo accounts that are in it
//   --force      also seed a database that is not on this machine
import { acceptsPassword } from "@sunchak/auth/accepts-password";
import { type Database, isOnThisMachine, openDatabase } from "@sunchak/db";
import { runCommand } from "@sunchak/db/run-command";
import { EnvError } from "@sunchak/env";
import { demoAccounts } from "./accounts.ts";
import { isEmpty, NotEmpty } from "./copy-shop.ts";

async function seed(db: Database): Promise<void> {
  if (!(await isEmpty(db.client))) throw new NotEmpty();
  // Loaded late, because most starts do not need it.
  const { seedDemo } = await import("./seed-demo.ts");
  await seedDemo(db, new Date());
}

/** The demo accounts whose passwords still work, one per line. */
async function listAccounts(db: Database): Promise<string[]> {
  const known = await Promise.all(demoAccounts.map((account) => acceptsPassword(db, account)));
  return demoAccounts
    .filter((_, i) => known[i])
    .map(({ role, email, password }) => `${role.padEnd(12)}${email.padEnd(28)}${password}`);
}

async function main(url: string): Promise<void> {
  if (!isOnThisMachine(url) && !process.argv.includes("--force")) {
    throw new EnvError(
      "The demo seed has accounts with known passwords, and DATABASE_URL is not on this machine.\n" +
        "If you really want it there: npm run db:seed -- --force",
    );
  }
  const db = openDatabase(url);
  try {
    await seed(db).catch((error) => {
      if (!(error instanceof NotEmpty) || !process.argv.includes("--if-empty")) throw error;
    });
    const accounts = await listAccounts(db);
    if (accounts.length > 0) console.log(["Demo accounts", ...accounts].join("\n"));
  } finally {
    await db.close();
  }
}

function explain(error: unknown): string | undefined {
  if (error instanceof NotEmpty) {
    return "The database is not empty; the demo seed leaves it alone.";
  }
  if (/no such table|table .* does not exist/.test(String(error))) {
    return "The database has no tables yet. First: npm run db:deploy";
  }
  return undefined;
}

// An exit through process.exit also removes the temporary files.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

await runCommand(main, explain);
