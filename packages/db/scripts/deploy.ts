// npm run db:deploy: applies the migrations to DATABASE_URL.
import { databaseUrl, EnvError } from "@sunchak/env";
import { deployMigrations } from "../src/migrate.ts";

try {
  const applied = await deployMigrations(databaseUrl());
  console.log(
    applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`,
  );
} catch (error) {
  console.error(error instanceof EnvError ? error.message : error);
  process.exitCode = 1;
}
