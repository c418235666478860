import { inspect } from "node:util";
import { databaseUrl, EnvError, keepPrivate } from "@sunchak/env";
import { explainFailure } from "./explain-failure.ts";

/**
 * Runs a command on the database that DATABASE_URL names. When it fails, its operator is told why
 * on standard error, and the exit status is 1.
 * @param explain says it of the command's own failures; undefined of others.
 */
export async function runCommand(
  work: (url: string) => Promise<void>,
  explain: (error: unknown) => string | undefined = () => undefined,
): Promise<void> {
  let url = "";
  try {
    url = databaseUrl();
    keepPrivate(url);
    await work(url);
  } catch (error) {
    const told = error instanceof EnvError ? error.message : explain(error);
    process.stderr.write(`${told ?? explainFailure(error, url) ?? inspect(error)}\n`);
    process.exitCode = 1;
  }
}
