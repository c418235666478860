"use client";

import { useEffect, useState } from "react";
import { MinusIcon, PlusIcon } from "./icons.tsx";

interface QuantityStepperProps {
  value: number;
  min?: number;
  max: number;
  onChange(value: number): void;
  /** Names of the group and of its two buttons. */
  labels: { group: string; less: string; more: string };
}

/**
 * A whole number from `min` to `max`, set by two buttons or by typing. When the field loses focus,
 * a bad entry falls back to the last good value.
 */
export function QuantityStepper({ value, min = 1, max, onChange, labels }: QuantityStepperProps) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);

  function type(text: string) {
    setTyped(text);
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= min && number <= max) onChange(number);
  }

  const button =
    "grid h-11 w-[min(2.75rem,14vw)] place-items-center text-ink hover:bg-sunken disabled:text-line-strong disabled:hover:bg-transparent";
  return (
    <fieldset className="inline-flex overflow-clip rounded-control border border-line-strong">
      <legend className="sr-only">{labels.group}</legend>
      <button
        aria-label={labels.less}
        className={button}
        disabled={value <= min}
        onClick={() => onChange(Math.max(min, value - 1))}
        type="button"
      >
        <MinusIcon />
      </button>
      <input
        aria-label={labels.group}
        className="w-[min(2.75rem,14vw)] bg-transparent text-center font-semibold tabular-nums"
        inputMode="numeric"
        onBlur={() => setTyped(String(value))}
        onChange={(event) => type(event.target.value)}
        value={typed}
      />
      <button
        aria-label={labels.more}
        className={button}
        disabled={value >= max}
        onClick={() => onChange(Math.min(max, value + 1))}
        type="button"
      >
        <PlusIcon />
      </button>
    </fieldset>
  );
}
