import { checkLog, type KeptHead, type Report } from "./check-log.mjs";
import type { LogKey, Receipt } from "./log-text.mjs";
import { readLog } from "./read-log.mjs";
import { findWebCrypto } from "./web-crypto.mjs";

/** A longer log is read whole only when the visitor asks for it: a line has about 250 bytes. */
const MAX_UNASKED = 10_000;

/** How far a check is. `total` is null until the first lines are there. */
export type Progress =
  | { state: "reading"; done: number; total: number | null }
  | { state: "long"; total: number }
  | { state: "checking"; done: number; total: number };

/** WebCrypto, or the same in JavaScript where the browser has none. */
const pickCrypto = async () =>
  (await findWebCrypto()) ?? (await import("./noble-crypto.ts")).nobleCrypto;

/** Lets the page draw and answer before the next lines. */
const breathe = () => new Promise<void>((done) => setTimeout(done));

interface Wanted {
  /** The shop's address; empty in its own pages. */
  shop: string;
  couponId: string;
  /** The end of the log and the receipts, from before. */
  kept: KeptHead | null;
  receipts: Receipt[];
  /** Whether the visitor wants a long log read. */
  isAgreed: boolean;
  /** Is told each progress; what it throws ends the check. */
  tell: (progress: Progress) => void;
  /** Waits, after `long` was told, until the visitor wants it read. */
  agree: () => Promise<void>;
}

/**
 * Reads a campaign's log whole and checks it in this browser.
 * @throws {Unreadable} when it cannot be read to its end.
 */
export async function checkInBrowser(wanted: Wanted): Promise<{ report: Report; keys: LogKey[] }> {
  const { shop, couponId, kept, receipts, tell, agree } = wanted;
  let { isAgreed } = wanted;
  const log = await readLog({
    shop,
    couponId,
    async onPage(done, { number: total }) {
      // A log may become long only while it is read.
      if (total > MAX_UNASKED && done < total && !isAgreed) {
        tell({ state: "long", total });
        await agree();
        isAgreed = true;
      }
      tell({ state: "reading", done, total });
    },
  });
  const total = log.lines.length;
  const onProgress = async (done: number) => {
    tell({ state: "checking", done, total });
    await breathe();
  };
  const report = await checkLog({ ...log, kept, receipts }, await pickCrypto(), onProgress);
  return { report, keys: log.keys };
}
