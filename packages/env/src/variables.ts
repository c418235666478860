import { z } from "zod";
import { isCron } from "./cron.ts";
import { databaseAddress } from "./database-address.ts";
import { mailSender, smtpServer } from "./mail-server.ts";

/** The most that MAX_BALANCE may be, in won; far below the limit of the schema's CHECK. */
const MAX_BALANCE_CAP = 1_000_000_000_000;

/** The highest port there is. */
export const LAST_PORT = 65_535;

const integer = (min: number, max: number) => {
  const range = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, range)
    .transform(Number)
    .pipe(z.number().min(min, range).max(max, range));
};

const hasCredentials = (url: string) => {
  const { username = "", password = "" } = URL.canParse(url) ? new URL(url) : {};
  return username !== "" || password !== "";
};

/** Most clients drop a user name and a password from a URL, or fail at the first request. */
const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be a URL that begins with http:// or https://" })
  .refine((url) => !hasCredentials(url), "must not hold a user name or a password");
const origin = httpUrl.transform((url) => new URL(url).origin);

const cron = z
  .string()
  .refine(
    isCron,
    "must be a cron expression of five fields, such as */10 * * * *, without L, W, # or ?, Sunday as 0",
  );

/**
 * The form that Inngest's server requires (pkg/authn): bytes in hexadecimal, with or without a
 * prefix.
 */
const signingKey = z
  .string()
  .regex(
    /^(signkey-\w+-)?([0-9a-f]{2})+$/i,
    "must be hexadecimal, such as `openssl rand -hex 32` makes, after signkey-…- if it has that",
  );

/** Every variable with its rule. */
export const variables = z.object({
  DATABASE_URL: databaseAddress.default("file:./data/shop.db"),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must be redis://… or rediss://…" }).optional(),
  UPSTASH_REDIS_REST_URL: httpUrl.optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
  INNGEST_DEV: z.string().optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: signingKey.optional(),
  INNGEST_BASE_URL: httpUrl.optional(),
  INNGEST_SERVE_ORIGIN: origin.optional(),
  DATA_PLATFORM_URL: httpUrl.optional(),
  DATA_PLATFORM_SECRET: z
    .string()
    .regex(/^(whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/, "must be whsec_ and at least 24 bytes in base64")
    .optional(),
  SMTP_URL: smtpServer.optional(),
  MAIL_FROM: mailSender.optional(),
  DATA_PLATFORM_CHANGE: z.enum(["yes", "no"]).default("no"),
  EXPORT_CONCURRENCY: integer(1, 1_000).default(32),
  EXPORT_RATE: integer(1, 10_000).default(100),
  STOREFRONT_URL: origin.optional(),
  ADMIN_URL: origin.optional(),
  BETTER_AUTH_SECRET: z
    .string()
    .min(32, "must be at least 32 characters, such as `openssl rand -base64 32` makes"),
  LOG_SIGNING_KEY: z
    .string()
    .regex(/^[\w+/-]{43}=?$/, "must be 32 bytes in base64, such as `openssl rand -base64 32` makes")
    .optional(),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, "must be a P-256 private key: 32 bytes in base64url")
    .optional(),
  PUSH_HOSTS: z
    .string()
    .regex(/^[\w*.:-]+(\s*,\s*[\w*.:-]+)*$/, "must be host names, separated by commas")
    // The push services of Chromium, Firefox, Safari and Edge.
    .default(
      "fcm.googleapis.com, *.push.services.mozilla.com, *.push.apple.com, *.notify.windows.com",
    ),
  MAX_BALANCE: integer(1_000, MAX_BALANCE_CAP).default(10_000_000),
  ORDER_EXPIRES_MINUTES: integer(1, 24 * 60).default(15),
  RANKING_CRON: cron.default("*/10 * * * *"),
  RATE_LIMIT: z.enum(["on", "off"]).default("on"),
  MAX_STREAMS: integer(0, 1_000_000).default(12_000),
  TRUSTED_PROXIES: z.string().optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  PORT: integer(0, LAST_PORT).optional(),
  ADMIN_PORT: integer(1, LAST_PORT).optional(),
  HOST: z
    .string()
    .regex(
      /^[\w.:%-]+$/,
      "must be an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0",
    )
    .optional(),
});
