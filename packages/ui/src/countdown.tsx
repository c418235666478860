"use client";

import { clsx } from "clsx";
import { useEffect, useEffectEvent, useState } from "react";

/**
 * Milliseconds since 1970 on the server's clock. `serverNow` is the server's time when the page was
 * made; every newer value resets the clock.
 */
function useServerClock(serverNow: string): () => number {
  const [offset, setOffset] = useState<number>();
  useEffect(() => setOffset(Date.parse(serverNow) - Date.now()), [serverNow]);
  return () => (offset === undefined ? Date.parse(serverNow) : Date.now() + offset);
}

interface CountdownProps {
  /** ISO instants, both by the server's clock. */
  until: string;
  serverNow: string;
  label: string;
  /** Written after a number of days. */
  dayUnit: string;
  /** What screen readers announce, politely, as the end comes near. */
  says: { oneMinute: string; thirtySeconds: string };
  onEnd?: () => void;
  className?: string;
}

const pad = (value: number) => String(value).padStart(2, "0");

/** Whole days, and the rest as `04:05:06`, or `05:06` once less than an hour is left. */
function partsOf(seconds: number): { days: number; clock: string } {
  const hours = [Math.floor(seconds / 3600) % 24];
  const rest = [Math.floor(seconds / 60) % 60, seconds % 60];
  return {
    days: Math.floor(seconds / 86_400),
    clock: (seconds < 3600 ? rest : [...hours, ...rest]).map(pad).join(":"),
  };
}

/**
 * The time left until an instant on the server's clock. Screen readers do not hear the ticks. A
 * separate element announces when one minute is left, and when thirty seconds are left.
 */
export function Countdown({
  until,
  serverNow,
  label,
  dayUnit,
  says,
  onEnd,
  className,
}: CountdownProps) {
  const now = useServerClock(serverNow);
  const msUntil = (instant: string) => Math.max(0, Date.parse(instant) - now());
  const [seconds, setSeconds] = useState(() => Math.ceil(msUntil(until) / 1000));
  const readLeft = useEffectEvent(msUntil);
  const end = useEffectEvent(() => onEnd?.());

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const left = readLeft(until);
      setSeconds(Math.ceil(left / 1000));
      if (left === 0) end();
      // Waits for the next whole second before the end, not for one second, so that ticks do not
      // drift.
      else timer = setTimeout(tick, left % 1000 || 1000);
    };
    timer = setTimeout(tick);
    return () => clearTimeout(timer);
  }, [until]);

  const { days, clock } = partsOf(seconds);
  const said =
    seconds === 0 || seconds > 60 ? "" : seconds > 30 ? says.oneMinute : says.thirtySeconds;
  return (
    <>
      <span aria-label={label} className={clsx("whitespace-nowrap", className)} role="timer">
        {days > 0 ? (
          <span className="mr-[0.3em] tabular-nums">
            {days}
            {dayUnit}
          </span>
        ) : null}
        <span className="tabular-nums">{clock}</span>
      </span>
      <span className="sr-only" role="status">
        {said}
      </span>
    </>
  );
}
