import type { Env } from "@sunchak/env";
import { type DestinationStream, pino, stdSerializers } from "pino";

/**
 * The process's log: a line of JSON each, to standard output. Errors of a database quote the row
 * that it refused, and with it whoever it belongs to; that part is left out.
 */
export function createLog(level: Env["logLevel"], destination?: DestinationStream) {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: withoutRows },
  };
  return destination ? pino(options, destination) : pino(options);
}

function withoutRows(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  const { code } = error as { code?: unknown };
  return {
    type,
    ...(typeof code === "string" && { code }),
    message: withoutRow(message),
    stack: withoutRow(stack),
  };
}

/** PostgreSQL's DETAIL, up to the stack's first line. */
const withoutRow = (text: string): string =>
  text.replace(/(Failing row contains|Key) \([\s\S]*?(?=\n {4}at |$)/g, "$1 (…)");
