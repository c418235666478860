import { DeliveryError, type Webhooks } from "@sunchak/core";
import { Webhook } from "standardwebhooks";
import { postSigned } from "./post-signed.ts";

/** How long one try may take, from connecting to the end of the response, in milliseconds. */
const TRY_LIMIT_MS = 10_000;

/** Sends webhooks by the same signed call as exports; every failure may be over at the next try. */
export function createWebhooks({ limitMs = TRY_LIMIT_MS }: { limitMs?: number } = {}): Webhooks {
  return {
    async send({ url, secret }, body) {
      try {
        await postSigned(url, new Webhook(secret), body, limitMs);
        return { outcome: "taken" };
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        return { outcome: "failed", reason: error.message };
      }
    },
  };
}
