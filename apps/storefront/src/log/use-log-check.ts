import { keepNote, readNote } from "@sunchak/web/browser-storage";
import { checkLog, type KeptHead, type Report } from "@sunchak/web/log/check-log";
import type { LogKey, Receipt } from "@sunchak/web/log/log-text";
import { isHead, readLog } from "@sunchak/web/log/read-log";
import { findWebCrypto } from "@sunchak/web/log/web-crypto";
import { useCallback, useEffect, useRef, useState } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import { findOwnReceipt } from "./own-receipt.ts";

/** A longer log is read whole only when the visitor asks for it: a line has about 250 bytes. */
const MAX_UNASKED = 10_000;

export type Check =
  /** `total` is null until the first lines are there. */
  | { state: "reading"; done: number; total: number | null }
  | { state: "long"; total: number }
  | { state: "checking"; done: number; total: number }
  | { state: "unread" }
  | { state: "done"; report: Report; receipt: Receipt | null; kept: KeptHead | null };

/** Ends a check that nobody waits for any more. */
class Abandoned extends Error {}

const noteOf = (couponId: string) => `sunchak.log.${couponId}`;

/** The end of the log as this browser saw it last. */
function findKept(couponId: string): KeptHead | null {
  try {
    const kept: unknown = JSON.parse(readNote("browser", noteOf(couponId)) ?? "null");
    return isHead(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Remembers the end of a log that is whole, so that the next visit notices another past. */
function keepHead(couponId: string, { faults, head }: Report, keys: LogKey[]) {
  const key = keys.find(({ keyId }) => keyId === head.keyId);
  if (faults.length > 0 || !key) return;
  keepNote("browser", noteOf(couponId), JSON.stringify({ ...head, publicKey: key.publicKey }));
}

/** WebCrypto, or the same in JavaScript where the browser has none. */
const pickCrypto = async () =>
  (await findWebCrypto()) ?? (await import("@sunchak/web/log/noble-crypto")).nobleCrypto;

/** Lets the page draw and answer before the next thousand lines. */
const breathe = () => new Promise<void>((done) => setTimeout(done));

/**
 * Reads a campaign's log and checks it in this browser: at once, together with the receipt of the
 * shopper who is signed in, and again with a receipt that somebody pastes.
 */
export function useLogCheck(couponId: string) {
  const [check, setCheck] = useState<Check>({ state: "reading", done: 0, total: null });
  const shopper = useShopper();
  const [own, setOwn] = useState<Receipt | "none" | "unread" | null>(null);
  const run = useRef(0);
  const proceed = useRef(() => {});

  const start = useCallback(
    async (pasted: Receipt | null, isShopper: boolean) => {
      run.current += 1;
      const mine = run.current;
      const tell = (next: Check) => {
        if (run.current !== mine) throw new Abandoned();
        setCheck(next);
      };
      try {
        tell({ state: "reading", done: 0, total: null });
        // Before the log, so that the line of a new coupon is in it.
        const found = isShopper ? await findOwnReceipt(couponId) : null;
        setOwn(found);
        const receipt = pasted ?? (typeof found === "string" ? null : found);
        const kept = findKept(couponId);
        const asked = new Promise<void>((done) => {
          proceed.current = done;
        });
        const log = await readLog({
          shop: "",
          couponId,
          async onPage(done, { number: total }) {
            if (total > MAX_UNASKED && done < total && !pasted) {
              if (done <= 1000) tell({ state: "long", total });
              await asked;
            }
            tell({ state: "reading", done, total });
          },
        });
        const total = log.lines.length;
        const onProgress = async (done: number) => {
          tell({ state: "checking", done, total });
          await breathe();
        };
        const report = await checkLog({ ...log, kept, receipt }, await pickCrypto(), onProgress);
        tell({ state: "done", report, receipt, kept });
        keepHead(couponId, report, log.keys);
      } catch (error) {
        if (run.current === mine && !(error instanceof Abandoned)) setCheck({ state: "unread" });
      }
    },
    [couponId],
  );

  const { state } = shopper;
  useEffect(() => {
    if (state !== "asking") void start(null, state === "shopper");
    return () => {
      run.current += 1;
    };
  }, [start, state]);

  return {
    check,
    /** The receipt of the shopper who is signed in; null for a visitor, and until it is known. */
    own,
    isVisitor: state === "visitor",
    /** Reads and checks anew, with another receipt if one is given. */
    checkAgain: (pasted: Receipt | null = null) => void start(pasted, state === "shopper"),
    /** Reads a long log to its end. */
    goOn: () => proceed.current(),
  };
}
