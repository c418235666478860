"use client";

import { useEffect, useState } from "react";
import { MinusIcon, PlusIcon } from "./icons.tsx";

interface QuantityStepperProps {
  value: number;
  min?: number;
  max: number;
  onChange(value: number): void;
  /** Names of the group and of its two buttons, and what is said when more was typed. */
  labels: { group: string; less: string; more: string; most: string };
}

/**
 * A whole number from `min` to `max`, set by two buttons or by typing. More than `max` becomes
 * `max` at once, and says so. When the field loses focus, a bad entry falls back to the last good
 * value.
 */
export function QuantityStepper({ value, min = 1, max, onChange, labels }: QuantityStepperProps) {
  const [typed, setTyped] = useState(String(value));
  const [isCut, setCut] = useState(false);
  useEffect(() => setTyped(String(value)), [value]);

  function set(next: number) {
    setCut(false);
    onChange(next);
  }

  function type(text: string) {
    const number = /^\d+$/.test(text) ? Number(text) : null;
    const isTooMuch = number !== null && number > max;
    setTyped(isTooMuch ? String(max) : text);
    if (number !== null && number >= min) set(Math.min(number, max));
    setCut(isTooMuch);
  }

  const button =
    "grid h-11 w-[min(2.75rem,14vw)] place-items-center text-ink hover:bg-sunken disabled:text-line-strong disabled:hover:bg-transparent focus-visible:-outline-offset-2";
  return (
    <div className="grid justify-items-start gap-1">
      <fieldset className="inline-flex overflow-clip rounded-control border border-line-strong">
        <legend className="sr-only">{labels.group}</legend>
        <button
          aria-label={labels.less}
          className={button}
          disabled={value <= min}
          onClick={() => set(Math.max(min, value - 1))}
          type="button"
        >
          <MinusIcon />
        </button>
        <input
          aria-label={labels.group}
          className="w-[min(2.75rem,14vw)] bg-transparent text-center font-semibold tabular-nums focus-visible:-outline-offset-2"
          inputMode="numeric"
          onBlur={() => setTyped(String(value))}
          onChange={(event) => type(event.target.value)}
          value={typed}
        />
        <button
          aria-label={labels.more}
          className={button}
          disabled={value >= max}
          onClick={() => set(Math.min(max, value + 1))}
          type="button"
        >
          <PlusIcon />
        </button>
      </fieldset>
      <p className="text-ink-muted text-sm empty:hidden" role="status">
        {isCut ? labels.most : null}
      </p>
    </div>
  );
}
