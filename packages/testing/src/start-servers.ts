import type { TestProject } from "vitest/node";
import { startPostgresql } from "./postgresql.ts";

/** Vitest's global set-up: one real PostgreSQL for the whole run. */
export default async function startServers(project: TestProject) {
  const server = await startPostgresql();
  project.provide("postgresqlUrl", server.urlOf(""));
  return () => server.stop();
}
