// npm run db:deploy: applies the migrations to DATABASE_URL.
import { deployMigrations } from "../src/migrate.ts";
import { runCommand } from "../src/run-command.ts";

await runCommand(async (url) => {
  const applied = await deployMigrations(url);
  console.log(
    applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`,
  );
});
