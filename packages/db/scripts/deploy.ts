// npm run db:deploy: applies the migrations to DATABASE_URL.
//   --fold-names   after a change of the search: folds also what the version before has changed since
import { deployMigrations } from "../src/migrate.ts";
import { runCommand } from "../src/run-command.ts";

await runCommand(async (url) => {
  const applied = await deployMigrations(url, { foldNames: process.argv.includes("--fold-names") });
  console.log(
    applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`,
  );
});
