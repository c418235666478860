"use client";

import { type ReactNode, useEffect, useRef } from "react";

/**
 * What became of a press. Its button may be in the bottom bar, far from here, so it scrolls into
 * view as soon as something else is said.
 */
export function SeenStatus({
  said,
  className,
  children,
}: {
  /** Names the outcome; null while there is none. */
  said: string | null;
  className?: string;
  children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said !== null) place.current?.scrollIntoView({ block: "nearest" });
  }, [said]);
  return (
    <div className={className} ref={place} role="status">
      {children}
    </div>
  );
}
