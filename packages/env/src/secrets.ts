import { createHash } from "node:crypto";
import querystring from "node:querystring";

/** Shorter values may be ordinary words; hiding them would hide half a log. */
const SHORTEST = 8;
/** A path segment at least this long is a token and not a name. */
const TOKEN_LENGTH = 16;

const keys = [
  "UPSTASH_REDIS_REST_TOKEN",
  "INNGEST_EVENT_KEY",
  "INNGEST_SIGNING_KEY",
  "DATA_PLATFORM_SECRET",
  "BETTER_AUTH_SECRET",
  "LOG_SIGNING_KEY",
  "VAPID_PRIVATE_KEY",
  "METRICS_TOKEN",
] as const;
/** Addresses that may carry a password. */
const stores = ["DATABASE_URL", "REDIS_URL", "SMTP_URL"] as const;
/** Addresses whose path or query may also be a secret. */
const receivers = ["UPSTASH_REDIS_REST_URL", "INNGEST_BASE_URL", "DATA_PLATFORM_URL"] as const;

type Name = (typeof keys | typeof stores | typeof receivers)[number];

/** The secrets of the configuration. */
export function secretsIn(variables: { [name in Name]?: string | undefined }): string[] {
  const valuesOf = (names: readonly Name[]) => names.flatMap((name) => variables[name] ?? []);
  const secrets = [
    ...valuesOf(keys),
    ...valuesOf(["INNGEST_SIGNING_KEY"]).map(bearerOf),
    ...valuesOf([...stores, ...receivers]).flatMap(passwordIn),
    ...valuesOf(receivers).flatMap(partsOf),
  ];
  return [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST);
}

/** An address's password, both as written and decoded. */
function passwordIn(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { password, searchParams } = new URL(address);
  return [password, querystring.unescape(password), searchParams.get("password") ?? ""];
}

/**
 * The token that Inngest's SDK authenticates with: the hash of the key's bytes (hashSigningKey in
 * its source).
 */
function bearerOf(key: string): string {
  const bytes = Buffer.from(key.replace(/^signkey-\w+-/, ""), "hex");
  return createHash("sha256").update(bytes).digest("hex");
}

function partsOf(address: string): string[] {
  const { href, search, pathname } = new URL(address);
  const tokens = pathname.split("/").filter((segment) => segment.length >= TOKEN_LENGTH);
  return [address, href, search, ...tokens];
}
