// npm run db:deploy: applies the migrations to DATABASE_URL.
import { databaseUrl } from "@sunchak/env";
import { deployMigrations } from "../src/migrate.ts";

const applied = await deployMigrations(databaseUrl());
console.log(
  applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`,
);
process.exit(0);
