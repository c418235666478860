import { useEffect, useState } from "react";
import { findPosition } from "./calls.ts";
import type { Asking } from "./use-drop.ts";

/** A press that waits longer than this asks for its position; the next times are rarer. */
const FIRST_MS = 1_000;
const AGAIN_MS = 5_000;

export interface Position {
  /** How many come before the shopper, as the shop said last. */
  before: number;
  /** Whether the shop said it for the first time. */
  isFirst: boolean;
}

/** The shopper's position while the shop keeps them waiting; null while nobody knows. */
export function usePosition(campaignId: string, asking: Asking): Position | null {
  const [position, setPosition] = useState<Position | null>(null);
  const key = asking.state === "asking" ? asking.key : null;

  useEffect(() => {
    if (key === null) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const found = await findPosition(campaignId, key).catch(() => null);
      if (isOver) return;
      setPosition((last) => found && { before: found.before, isFirst: last === null });
      timer = setTimeout(look, AGAIN_MS * (1 + Math.random()));
    };
    timer = setTimeout(look, FIRST_MS * (1 + Math.random()));
    return () => {
      isOver = true;
      clearTimeout(timer);
      setPosition(null);
    };
  }, [campaignId, key]);

  return position;
}
