"use client";

import { type ReactNode, useEffect, useRef } from "react";

/**
 * Chips in one line, which scrolls sideways to the edges of the screen and has the chosen one in
 * sight.
 */
export function ChipRow({
  chosen,
  children,
}: {
  /** Names the chosen chip, the one with `aria-current`; undefined for none. */
  chosen: string | undefined;
  children: ReactNode;
}) {
  const row = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const chip = chosen !== undefined && row.current?.querySelector("[aria-current]");
    if (!row.current || !chip) return;
    const { left, width } = row.current.getBoundingClientRect();
    const at = chip.getBoundingClientRect();
    row.current.scrollLeft += at.left - left - (width - at.width) / 2;
  }, [chosen]);
  return (
    <ul className="bleed flex gap-2 overflow-x-auto py-1 [scrollbar-width:none]" ref={row}>
      {children}
    </ul>
  );
}
