import { clsx } from "clsx";

interface MeterProps {
  value: number;
  max: number;
  label: string;
  className?: string;
}

/** How much of something is left, in the colour of the text around it. */
export function Meter({ value, max, label, className }: MeterProps) {
  return (
    <progress
      aria-label={label}
      className={clsx("meter-bar w-full", className)}
      max={max}
      value={value}
    />
  );
}
