import { isAbsolute, join } from "node:path";
import type { z } from "zod";
import type { MailServer } from "./mail-server.ts";
import { repositoryRoot } from "./root.ts";
import { secretsIn } from "./secrets.ts";
import { LAST_PORT, variables } from "./variables.ts";

export type Inngest =
  | { mode: "none" }
  | ({ mode: "dev" } & InngestAddresses)
  | ({ mode: "cloud"; eventKey: string; signingKey: string } & InngestAddresses);

interface InngestAddresses {
  /** Where Inngest is; undefined for the SDK's default. */
  baseUrl: string | undefined;
  /** Where Inngest reaches the storefront. */
  serveOrigin: string;
}

/** The whole configuration, validated; {@link readEnv} makes it once per process. */
export interface Env {
  /** `file:` with an absolute path, or `postgresql://…`. */
  databaseUrl: string;
  lock:
    | { kind: "memory" }
    | { kind: "redis"; url: string }
    | { kind: "upstash"; url: string; token: string };
  inngest: Inngest;
  /** null: deliveries are appended to {@link exportsFile}. */
  dataPlatform: { url: string; secret: string } | null;
  /** Sends the shop's mail; null: it sends none. */
  mail: { server: MailServer; from: string } | null;
  exportsFile: string;
  /** Whether the destination above becomes the shop's even when the shop has another. */
  changeDestination: boolean;
  /**
   * How many new exports are delivered at once: with Inngest over all processes, otherwise in each.
   */
  exportConcurrency: number;
  /** How many deliveries Inngest begins in a second. */
  exportRate: number;
  storefrontUrl: string;
  adminUrl: string;
  authSecret: string;
  /** 32 bytes in base64 or base64url; undefined: derived from {@link authSecret}. */
  logSigningKey: string | undefined;
  /** A P-256 key in base64url; undefined: the shop sends no alarms. */
  vapidPrivateKey: string | undefined;
  /** The hosts of the push services that the shop sends to; `*.` stands for any name below. */
  pushHosts: string[];
  /** In won. */
  maxBalance: number;
  orderExpiresMinutes: number;
  rankingCron: string;
  rateLimit: boolean;
  /** How many live streams a process keeps open. */
  maxStreams: number;
  /** Addresses and networks whose X-Forwarded-For is trusted. */
  trustedProxies: string[];
  metricsToken: string | undefined;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  port: number;
  /** The secrets in the values above: keys, tokens, and the secret parts of addresses. */
  secrets: string[];
  /** The address to listen on; undefined: every address of this machine. */
  host: string | undefined;
}

export class EnvError extends Error {
  override name = "EnvError";
}

type Source = Record<string, string | undefined>;

/** An empty variable counts as unset, because a line `NAME=` in an env file means that. */
function withoutEmpty(source: Source): Source {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
}

function parse<S extends z.ZodType>(schema: S, source: Source): z.output<S> {
  const given = withoutEmpty(source);
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = issue.path.join(".");
    const missing = issue.code === "invalid_type" && given[name] === undefined;
    return `${name}: ${missing ? "is required" : issue.message}`;
  });
  throw new EnvError(`The configuration is not usable.\n  ${lines.join("\n  ")}`);
}

const listOf = (text: string | undefined): string[] =>
  text?.split(",").map((part) => part.trim()) ?? [];

function absoluteDatabaseUrl(url: string): string {
  if (!url.startsWith("file:")) return url;
  const path = url.slice("file:".length).replace(/^\/\/(?=\/)/, "");
  return `file:${isAbsolute(path) ? path : join(repositoryRoot(), path)}`;
}

/**
 * DATABASE_URL alone, for the database commands, which need nothing else.
 * @throws EnvError naming the variable and what it should be.
 */
export function databaseUrl(source: Source = process.env): string {
  return absoluteDatabaseUrl(parse(variables.pick({ DATABASE_URL: true }), source).DATABASE_URL);
}

/**
 * The folder for what the shop keeps beside its database: pictures, exports, the secret of npm
 * start.
 */
export const dataFolder = (): string => join(repositoryRoot(), "data");

/** MAX_BALANCE alone, in won. @throws EnvError */
export function maxBalance(source: Source = process.env): number {
  return parse(variables.pick({ MAX_BALANCE: true }), source).MAX_BALANCE;
}

/** ADMIN_URL alone, or the address that it has by default. @throws EnvError */
export function adminUrl(source: Source = process.env): string {
  const names = { ADMIN_URL: true, ADMIN_PORT: true } as const;
  const { ADMIN_URL, ADMIN_PORT = 3001 } = parse(variables.pick(names), source);
  return ADMIN_URL ?? `http://localhost:${ADMIN_PORT}`;
}

/**
 * Reads and validates the configuration of an app.
 * @param app the app whose port is used: for the storefront PORT or 3000; for the admin app PORT,
 * ADMIN_PORT or 3001.
 * @param freePort replaces a PORT of 0, which stands for any free port.
 * @throws EnvError naming each bad variable and what it should be.
 */
export function readEnv(
  app: "storefront" | "admin",
  source: Source = process.env,
  freePort = 0,
): Env {
  const v = parse(variables, source);
  const requireBoth = (names: (keyof typeof v)[]) => {
    const set = names.filter((name) => v[name] !== undefined);
    if (set.length > 0 && set.length < names.length) {
      throw new EnvError(`The configuration is not usable.\n  ${names.join(" and ")} go together.`);
    }
  };
  requireBoth(["UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"]);
  requireBoth(["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"]);
  requireBoth(["DATA_PLATFORM_URL", "DATA_PLATFORM_SECRET"]);
  requireBoth(["SMTP_URL", "MAIL_FROM"]);
  const port = (v.PORT ?? (app === "storefront" ? 3000 : (v.ADMIN_PORT ?? 3001))) || freePort;
  const adminPort = app === "admin" ? port : (v.ADMIN_PORT ?? Math.min(port + 1, LAST_PORT));
  const storefrontUrl =
    v.STOREFRONT_URL ?? `http://localhost:${app === "storefront" ? port : 3000}`;
  return {
    databaseUrl: absoluteDatabaseUrl(v.DATABASE_URL),
    lock: v.REDIS_URL
      ? { kind: "redis", url: v.REDIS_URL }
      : v.UPSTASH_REDIS_REST_URL && v.UPSTASH_REDIS_REST_TOKEN
        ? { kind: "upstash", url: v.UPSTASH_REDIS_REST_URL, token: v.UPSTASH_REDIS_REST_TOKEN }
        : { kind: "memory" },
    inngest: inngest(v, { storefrontUrl, port }),
    dataPlatform:
      v.DATA_PLATFORM_URL && v.DATA_PLATFORM_SECRET
        ? { url: v.DATA_PLATFORM_URL, secret: v.DATA_PLATFORM_SECRET }
        : null,
    mail: v.SMTP_URL && v.MAIL_FROM ? { server: v.SMTP_URL, from: v.MAIL_FROM } : null,
    exportsFile: join(dataFolder(), "exports.ndjson"),
    changeDestination: v.DATA_PLATFORM_CHANGE === "yes",
    exportConcurrency: v.EXPORT_CONCURRENCY,
    exportRate: v.EXPORT_RATE,
    storefrontUrl,
    adminUrl: v.ADMIN_URL ?? `http://localhost:${adminPort}`,
    authSecret: v.BETTER_AUTH_SECRET,
    logSigningKey: v.LOG_SIGNING_KEY,
    vapidPrivateKey: v.VAPID_PRIVATE_KEY,
    pushHosts: listOf(v.PUSH_HOSTS),
    maxBalance: v.MAX_BALANCE,
    orderExpiresMinutes: v.ORDER_EXPIRES_MINUTES,
    rankingCron: v.RANKING_CRON,
    rateLimit: v.RATE_LIMIT === "on",
    maxStreams: v.MAX_STREAMS,
    trustedProxies: listOf(v.TRUSTED_PROXIES),
    metricsToken: v.METRICS_TOKEN,
    logLevel: v.LOG_LEVEL,
    port,
    secrets: secretsIn({ ...v, SMTP_URL: source.SMTP_URL }),
    host: v.HOST,
  };
}

function inngest(
  v: z.output<typeof variables>,
  { storefrontUrl, port }: { storefrontUrl: string; port: number },
): Inngest {
  if (v.INNGEST_DEV !== undefined && v.INNGEST_DEV !== "0" && v.INNGEST_DEV !== "false") {
    const url = /^https?:/.test(v.INNGEST_DEV) ? v.INNGEST_DEV : undefined;
    // The dev server runs on this machine, whatever the shop's public address.
    const serveOrigin = v.INNGEST_SERVE_ORIGIN ?? `http://localhost:${port}`;
    return { mode: "dev", baseUrl: v.INNGEST_BASE_URL ?? url, serveOrigin };
  }
  if (v.INNGEST_EVENT_KEY && v.INNGEST_SIGNING_KEY) {
    return {
      mode: "cloud",
      eventKey: v.INNGEST_EVENT_KEY,
      signingKey: v.INNGEST_SIGNING_KEY,
      baseUrl: v.INNGEST_BASE_URL,
      serveOrigin: v.INNGEST_SERVE_ORIGIN ?? storefrontUrl,
    };
  }
  return { mode: "none" };
}
