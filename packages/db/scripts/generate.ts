// Generates both Prisma clients, and the module of the statements that are written by hand. Prisma
// reads a schema from one folder, so this copies the header and the models into one folder first.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { schemaFiles } from "../src/schema-files.ts";
import { statementsModule } from "../src/statement-files.ts";

const packageFolder = fileURLToPath(new URL("../", import.meta.url));
const require = createRequire(import.meta.url);

// Keeps Prisma from downloading an engine that generating does not use.
const environment = join(packageFolder, "generated", "prisma.env");
mkdirSync(dirname(environment), { recursive: true });
writeFileSync(environment, `PRISMA_SCHEMA_ENGINE_BINARY=${process.execPath}\n`);

for (const provider of ["sqlite", "postgresql"] as const) {
  const folder = join(packageFolder, "generated", "schema", provider);
  rmSync(folder, { recursive: true, force: true });
  for (const { path, content } of schemaFiles(provider)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  execFileSync(
    process.execPath,
    [
      `--env-file=${environment}`,
      require.resolve("prisma/build/index.js"),
      "generate",
      "--schema",
      folder,
      "--no-hints",
    ],
    { cwd: packageFolder, stdio: ["ignore", "ignore", "inherit"] },
  );
}

writeFileSync(join(packageFolder, "generated", "statements.ts"), statementsModule());
