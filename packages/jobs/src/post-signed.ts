import { DeliveryError } from "@sunchak/core";
import type { Webhook } from "standardwebhooks";
import { request } from "undici";
import { readResponse } from "./read-response.ts";

/**
 * Standard Webhooks: one signature covers the id, the time of this try and the body.
 * @throws DeliveryError unless the receiver takes it.
 */
export async function postSigned(
  url: string,
  webhook: Webhook,
  body: { id: string },
  limitMs: number,
) {
  const payload = JSON.stringify(body);
  const triedAt = new Date();
  // Not fetch, because Next wraps fetch with traces of its own. Like this, undici follows no
  // redirect: a 3xx is a failure.
  const response = await request(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "sunchak",
      "webhook-id": body.id,
      "webhook-timestamp": String(Math.floor(triedAt.getTime() / 1000)),
      "webhook-signature": webhook.sign(body.id, triedAt, payload),
    },
    body: payload,
    signal: AbortSignal.timeout(limitMs),
  }).catch((error: unknown) => {
    throw new DeliveryError(whyUnreached(error, limitMs));
  });
  const status = response.statusCode;
  const { text, failure } = await readResponse(response);
  if (failure) throw new DeliveryError(whyUnreached(failure, limitMs), status, text);
  if (status < 200 || status > 299) throw new DeliveryError(`It answered ${status}.`, status, text);
  return { status, response: text };
}

/** Uses the error's code: its text may quote the address, and with it a secret. */
function whyUnreached(error: unknown, limitMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError") {
    return `It took longer than ${limitMs / 1000} s.`;
  }
  const code = codeOf(error) ?? codeOf((error as { cause?: unknown }).cause) ?? "unknown";
  return `It could not be reached (${code}).`;
}

/** An error's own code, such as ECONNREFUSED. */
export const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : undefined;
};
