import type { Env } from "@sunchak/env";
import { type DestinationStream, pino, stdSerializers } from "pino";

/**
 * The process's log: one line of JSON per entry, to standard output. A database error quotes the
 * row that the database refused, and so tells whom the row belongs to; the log leaves that part
 * out. A library's error may quote the URL that it called or the data that it sent; the log
 * replaces every secret of the configuration in it.
 */
export function createLog(
  { logLevel, secrets }: Pick<Env, "logLevel" | "secrets">,
  destination?: DestinationStream,
) {
  const written = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  // The longest first, because one secret may be part of another.
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
  // A page that failed shows this digest.
  const { code, digest } = error as { code?: unknown; digest?: unknown };
  return {
    type,
    ...(typeof code === "string" && { code }),
    ...(typeof digest === "string" && { digest }),
    message: withoutRow(message),
    stack: withoutRow(stack),
  };
}

/** Removes PostgreSQL's DETAIL, up to the first line of the stack. */
const withoutRow = (text: string): string =>
  text.replace(/(Failing row contains|Key) \([\s\S]*?(?=\n {4}at |$)/g, "$1 (…)");
