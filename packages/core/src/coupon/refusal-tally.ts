import type { Deps } from "../deps.ts";

/** How long refusals are gathered before they are stored, in milliseconds. */
const GATHER_MS = 1_000;

type TallyDeps = Pick<Deps, "db" | "log">;

/**
 * Counts in memory how often campaigns turn shoppers away, and stores the counts about once a
 * second, so that a refusal itself costs no write. A killed process loses the counts that it has
 * not stored: they only inform admins.
 */
export class RefusalTally {
  readonly #deps: TallyDeps;
  readonly #schedule: (flush: () => void) => void;
  #counts = new Map<string, Map<string, number>>();
  #isScheduled = false;

  /** @param schedule runs a function a little later: by a timer, unless a test passes its own. */
  constructor(
    deps: TallyDeps,
    schedule = (flush: () => void) => void setTimeout(flush, GATHER_MS).unref(),
  ) {
    this.#deps = deps;
    this.#schedule = schedule;
  }

  /** @param reason the domain code. */
  add(campaignId: string, reason: string): void {
    const reasons = this.#counts.get(campaignId) ?? new Map<string, number>();
    this.#counts.set(campaignId, reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule(() => void this.flush());
  }

  /** Stores what was gathered; never rejects. */
  async flush(): Promise<void> {
    const counts = this.#counts;
    this.#counts = new Map();
    this.#isScheduled = false;
    try {
      for (const [campaignId, reasons] of counts) {
        for (const [reason, count] of reasons) await this.#store(campaignId, reason, count);
      }
    } catch (error) {
      this.#deps.log.warn({ error: String(error) }, "counts of refused coupons were lost");
    }
  }

  /** A campaign that does not exist is not counted. */
  async #store(campaignId: string, reason: string, count: number): Promise<void> {
    await this.#deps.db.client.$executeRaw`
      INSERT INTO coupon_refusals (campaign_id, reason, count)
      SELECT id, CAST(${reason} AS TEXT), CAST(${count} AS INTEGER)
      FROM coupon_campaigns WHERE id = ${campaignId}
      ON CONFLICT (campaign_id, reason)
      DO UPDATE SET count = coupon_refusals.count + excluded.count`;
  }
}
