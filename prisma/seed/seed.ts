// npm run db:seed: fills an empty, local database with the demo shop.
//   --if-empty   exit quietly when the database has data
//   --force      also seed a database that is not on this machine
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openDatabase, providerOf } from "@sunchak/db";
import { databaseUrl, EnvError } from "@sunchak/env";
import { demoAccounts } from "./accounts.ts";

function isLocal(url: string): boolean {
  if (providerOf(url) === "sqlite") return true;
  return ["localhost", "127.0.0.1", "[::1]", ""].includes(new URL(url).hostname);
}

async function main(): Promise<void> {
  const url = databaseUrl();
  if (!isLocal(url) && !process.argv.includes("--force")) {
    throw new EnvError(
      "The demo seed has accounts with known passwords, and DATABASE_URL is not on this machine.\n" +
        "If you really want it there: npm run db:seed -- --force",
    );
  }
  const db = openDatabase(url);
  try {
    const [user, product] = await Promise.all([
      db.client.user.findFirst({ select: { id: true } }),
      db.client.product.findFirst({ select: { id: true } }),
    ]);
    if (user || product) {
      if (process.argv.includes("--if-empty")) return;
      throw new EnvError("The database is not empty; the demo seed leaves it alone.");
    }
    // Loaded late: with --if-empty, most starts need none of it.
    const { seedDemo } = await import("./seed-demo.ts");
    await seedDemo(db, new Date());
  } finally {
    await db.close();
  }
  if (providerOf(url) === "sqlite") {
    // Beside the database, where npm start finds it and a new database does not.
    const file = join(dirname(url.slice("file:".length)), "demo-accounts.json");
    writeFileSync(file, JSON.stringify(demoAccounts, null, 2));
  }
  console.log("Seeded the demo shop. Demo accounts:");
  for (const { role, email, password } of demoAccounts) {
    console.log(`  ${role.padEnd(6)} ${email.padEnd(26)} ${password}`);
  }
}

main().catch((error) => {
  console.error(error instanceof EnvError ? error.message : error);
  process.exitCode = 1;
});
