"use client";

import { useEffect, useEffectEvent, useState } from "react";

interface CountdownProps {
  /** An ISO instant by the server's clock. */
  until: string;
  /**
   * The server's time in milliseconds since 1970; null while nobody knows it. When it turns out
   * otherwise, the function is another one.
   */
  now: () => number | null;
  /** About when the page was made, as an ISO instant: how wide the countdown will be. */
  madeAt: string;
  label: string;
  /** Written after a number of days. */
  dayUnit: string;
  /** What screen readers announce, politely, as the end comes near. */
  says: { oneMinute: string; thirtySeconds: string };
  /** Called once when the time is over. */
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

const secondsBetween = (from: number, until: string) =>
  Math.ceil(Math.max(0, Date.parse(until) - from) / 1000);

/**
 * The time left until an instant on the server's clock. Until that clock is known it shows dashes,
 * because a wrong time is worse than none. Screen readers do not hear the ticks. A separate element
 * announces when one minute is left, and when thirty seconds are left.
 */
export function Countdown({
  until,
  now,
  madeAt,
  label,
  dayUnit,
  says,
  onEnd,
  className,
}: CountdownProps) {
  const [seconds, setSeconds] = useState<number | null>(null);
  const [ended, setEnded] = useState<string>();
  const end = useEffectEvent(() => {
    if (ended === until) return;
    setEnded(until);
    onEnd?.();
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const time = now();
      if (time === null) return setSeconds(null);
      const left = Math.max(0, Date.parse(until) - time);
      setSeconds(Math.ceil(left / 1000));
      if (left === 0) end();
      // Waits for the next whole second before the end, not for one second, so that ticks do not
      // drift.
      else timer = setTimeout(tick, left % 1000 || 1000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [until, now]);

  const { days, clock } = partsOf(seconds ?? secondsBetween(Date.parse(madeAt), until));
  const said =
    seconds === null || seconds === 0 || seconds > 60
      ? ""
      : seconds > 30
        ? says.oneMinute
        : says.thirtySeconds;
  const shown = (text: string) => (seconds === null ? text.replaceAll(/\d/g, "–") : text);
  return (
    <>
      <span aria-label={label} className={className} role="timer">
        {days > 0 ? (
          <span className="mr-[0.3em] whitespace-nowrap tabular-nums">
            {shown(String(days))}
            {dayUnit}
          </span>
        ) : null}
        <span className="inline-block whitespace-nowrap tabular-nums">{shown(clock)}</span>
      </span>
      <span className="sr-only" role="status">
        {said}
      </span>
    </>
  );
}
