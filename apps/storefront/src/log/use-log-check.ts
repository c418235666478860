import { keepNote, readNote } from "@sunchak/web/browser-storage";
import { checkInBrowser, type Progress } from "@sunchak/web/log/check-in-browser";
import type { KeptHead, Report } from "@sunchak/web/log/check-log";
import type { LogKey, Receipt } from "@sunchak/web/log/log-text";
import { isHead } from "@sunchak/web/log/read-log";
import { useCallback, useEffect, useRef, useState } from "react";
import { useShopper } from "@/session/use-shopper.ts";
import { findOwnReceipts, findProof, type OwnReceipts, type Proof } from "./own-receipts.ts";

/** What a check found, with what, from before, it was compared. */
export interface Checked {
  report: Report;
  proof: Proof | null;
  kept: KeptHead | null;
}

export type Check = Progress | { state: "unread" } | ({ state: "done" } & Checked);

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

/**
 * Remembers the end of a log that is whole, so that the next visit notices another past. What
 * another tab kept since `before` stays: this log was not compared with it.
 */
function keepHead(
  couponId: string,
  { faults, head }: Report,
  keys: LogKey[],
  before: KeptHead | null,
) {
  const key = keys.find(({ keyId }) => keyId === head.keyId);
  if (faults.length > 0 || !key) return;
  if (JSON.stringify(findKept(couponId)) !== JSON.stringify(before)) return;
  keepNote("browser", noteOf(couponId), JSON.stringify({ ...head, publicKey: key.publicKey }));
}

/**
 * Reads a campaign's log and checks it in this browser: at once, together with the receipt of the
 * shopper who is signed in, and again with a receipt that somebody pastes.
 */
export function useLogCheck(couponId: string) {
  const [check, setCheck] = useState<Check>({ state: "reading", done: 0, total: null });
  const shopper = useShopper();
  const [own, setOwn] = useState<OwnReceipts | null>(null);
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
        const found = isShopper ? await findOwnReceipts(couponId) : null;
        setOwn(found);
        const receipts = [pasted, found?.kept, found?.today].filter(
          (one): one is Receipt => typeof one === "object" && one !== null,
        );
        const kept = findKept(couponId);
        const { report, keys } = await checkInBrowser({
          shop: "",
          couponId,
          kept,
          receipts,
          isAgreed: pasted !== null,
          tell,
          agree: () =>
            new Promise((done) => {
              proceed.current = done;
            }),
        });
        tell({ state: "done", report, proof: findProof(pasted, found), kept });
        keepHead(couponId, report, keys, kept);
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
    /** The receipts of the shopper who is signed in; null for a visitor, and until it is known. */
    own,
    isVisitor: state === "visitor",
    /** Reads and checks anew, with another receipt if one is given. */
    checkAgain: (pasted: Receipt | null = null) => void start(pasted, state === "shopper"),
    /** Reads a long log to its end. */
    goOn: () => proceed.current(),
  };
}
