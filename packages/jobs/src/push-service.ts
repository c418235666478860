import { createECDH } from "node:crypto";
import type { PushMessage, PushOutcome, PushService, PushTarget } from "@sunchak/core";
import { type Env, EnvError, isLoopback } from "@sunchak/env";
import { request } from "undici";
import webPush from "web-push";

/** How long one try may take, in milliseconds. */
const TRY_LIMIT_MS = 10_000;

/** A push service says by these that it knows the subscription no more (RFC 8030, 7.3). */
const GONE = [404, 410];

/**
 * The push services of shoppers' browsers (RFC 8030), by messages that only the device can read
 * (RFC 8291), signed by the shop's key (RFC 8292). Undefined when the shop has no key.
 * @throws EnvError when VAPID_PRIVATE_KEY is no key of P-256.
 */
export function createPushService(
  env: Pick<Env, "vapidPrivateKey" | "pushHosts" | "storefrontUrl">,
  { limitMs = TRY_LIMIT_MS }: { limitMs?: number } = {},
): PushService | undefined {
  const { vapidPrivateKey: privateKey, pushHosts, storefrontUrl } = env;
  if (!privateKey) return undefined;
  const publicKey = publicKeyOf(privateKey);
  const vapidDetails = { subject: contactOf(storefrontUrl), publicKey, privateKey };
  return {
    publicKey,
    accepts: (endpoint) => isAmong(pushHosts, endpoint),
    async send(to, message) {
      const { endpoint } = to;
      // The list may have become shorter since the device came.
      if (!isAmong(pushHosts, endpoint)) return { outcome: "gone" };
      const details = encrypt(to, message, vapidDetails);
      if (!details) return { outcome: "gone" };
      return post(endpoint, details, limitMs);
    },
  };
}

function publicKeyOf(privateKey: string): string {
  try {
    const ecdh = createECDH("prime256v1");
    ecdh.setPrivateKey(Buffer.from(privateKey, "base64url"));
    return ecdh.getPublicKey("base64url");
  } catch {
    throw new EnvError(
      "The configuration is not usable.\n  VAPID_PRIVATE_KEY: must be a P-256 private key: 32 bytes in base64url",
    );
  }
}

/** Whom a push service may ask about the shop: an https address, or an email. */
const contactOf = (origin: string): string =>
  origin.startsWith("https:") ? origin : `mailto:shop@${new URL(origin).hostname}`;

/** Anybody can name any address as that of a device; the shop sends to push services alone. */
function isAmong(hosts: readonly string[], endpoint: string): boolean {
  const { protocol, host, hostname, username } = new URL(endpoint);
  if (username || (protocol !== "https:" && !isLoopback(hostname))) return false;
  return hosts.some((one) => (one.startsWith("*.") ? host.endsWith(one.slice(1)) : host === one));
}

type Encrypted = Pick<ReturnType<typeof webPush.generateRequestDetails>, "headers" | "body">;

/** Null when the device's keys are none. */
function encrypt(
  { endpoint, p256dh, auth }: PushTarget,
  { payload, ttl, topic, isUrgent }: PushMessage,
  vapidDetails: { subject: string; publicKey: string; privateKey: string },
): Encrypted | null {
  try {
    return webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails,
      TTL: ttl,
      topic,
      urgency: isUrgent ? "high" : "normal",
    });
  } catch {
    return null;
  }
}

async function post(
  endpoint: string,
  { headers, body }: Encrypted,
  limitMs: number,
): Promise<PushOutcome> {
  try {
    // Like this, undici follows no redirect, which could lead anywhere.
    const response = await request(endpoint, {
      method: "POST",
      headers: headers as Record<string, string>,
      body,
      signal: AbortSignal.timeout(limitMs),
    });
    await response.body.dump();
    const { statusCode } = response;
    if (statusCode >= 200 && statusCode < 300) return { outcome: "taken" };
    if (GONE.includes(statusCode)) return { outcome: "gone" };
    const seconds = Number(response.headers["retry-after"]);
    const retryAfterMs = seconds > 0 ? seconds * 1_000 : null;
    return { outcome: "failed", reason: `It answered ${statusCode}.`, retryAfterMs };
  } catch (error) {
    // Its text may quote the address, by which anybody could reach the device.
    const { code, name } = error as { code?: unknown; name?: unknown };
    const why = typeof code === "string" ? code : name;
    return { outcome: "failed", reason: `No answer (${why}).`, retryAfterMs: null };
  }
}
