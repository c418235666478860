// npm run db:deploy: applies the migrations to DATABASE_URL.
import { databaseUrl, EnvError, keepPrivate } from "@sunchak/env";
import { explainDiskFull } from "../src/disk-full.ts";
import { deployMigrations } from "../src/migrate.ts";

let url = "";
try {
  url = databaseUrl();
  keepPrivate(url);
  const applied = await deployMigrations(url);
  console.log(
    applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`,
  );
} catch (error) {
  console.error(error instanceof EnvError ? error.message : (explainDiskFull(error, url) ?? error));
  process.exitCode = 1;
}
