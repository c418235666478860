import { inspect } from "node:util";
import { databaseUrl, EnvError, keepPrivate } from "@sunchak/env";
import { explainFailure } from "./explain-failure.ts";

/**
 * Runs a command on the database that DATABASE_URL names. When the command fails, it writes the
 * reason to standard error and sets the exit status to 1.
 * @param explain returns the text for the command's own failures, and undefined for others.
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
