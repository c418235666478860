/** A message for one device. */
export interface PushMessage {
  /** JSON that the storefront's service worker shows. */
  payload: string;
  /** How long the push service keeps it for a device that is off, in seconds. */
  ttl: number;
  /** Of two messages with one topic, a device that was off gets the later alone. */
  topic: string;
  isUrgent: boolean;
}

/** A device, as its browser describes it. */
export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** `gone`: the device takes no messages any more. */
export type PushOutcome =
  | { outcome: "taken" }
  | { outcome: "gone" }
  /** `retryAfterMs`: how long the push service asks to wait; null when it says nothing. */
  | { outcome: "failed"; reason: string; retryAfterMs: number | null };

/** Sends messages through the push services of browsers. */
export interface PushService {
  /** The public key that browsers have to know: the shop's alone can send to them. Base64url. */
  publicKey: string;
  /** Whether the shop sends to this push service. */
  accepts(endpoint: string): boolean;
  /** Never throws. */
  send(to: PushTarget, message: PushMessage): Promise<PushOutcome>;
}
