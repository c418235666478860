import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** A bounded surface. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      {...rest}
      className={clsx("rounded-card border border-line bg-raised p-5 sm:p-6", className)}
    />
  );
}
