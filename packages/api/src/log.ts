import type { Env } from "@sunchak/env";
import { type DestinationStream, pino, stdSerializers } from "pino";

/**
 * The process's log: a line of JSON each, to standard output. Errors of a database quote the row
 * that it refused, and with it whoever it belongs to; that part is left out. Libraries' errors may
 * quote an address that they called or what they sent there: no secret of the configuration is told.
 */
export function createLog(
  { logLevel, secrets }: Pick<Env, "logLevel" | "secrets">,
  destination?: DestinationStream,
) {
  const written = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  // The longest first: one may be a part of another.
  const hidden = [...new Set(written)].sort((one, other) => other.length - one.length);
  const options = {
    level: logLevel,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: withoutRows },
    hooks: {
      streamWrite: (line: string) =>
        hidden
          .reduce((text, secret) => text.replaceAll(secret, "…"), line)
          .replace(/(?<=\w:\/\/)[^\s/"\\@]+(?=@)/g, "…"),
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

function withoutRows(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  // The digest is what a page that failed shows.
  const { code, digest } = error as { code?: unknown; digest?: unknown };
  return {
    type,
    ...(typeof code === "string" && { code }),
    ...(typeof digest === "string" && { digest }),
    message: withoutRow(message),
    stack: withoutRow(stack),
  };
}

/** PostgreSQL's DETAIL, up to the stack's first line. */
const withoutRow = (text: string): string =>
  text.replace(/(Failing row contains|Key) \([\s\S]*?(?=\n {4}at |$)/g, "$1 (…)");
