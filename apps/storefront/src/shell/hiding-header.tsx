"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** A scroll shorter than this, in pixels, is a finger that trembles. */
const STEP_PX = 8;

/**
 * The head of the page. On a phone it makes room while one scrolls down, and comes back as soon as
 * one scrolls up; it stays while its menu is open or the keyboard is in it.
 */
export function HidingHeader({ children }: { children: ReactNode }) {
  const header = useRef<HTMLElement>(null);

  useEffect(() => {
    let before = window.scrollY;
    const follow = () => {
      // Beyond the page's ends a phone lets it bounce.
      const top = Math.max(0, window.scrollY);
      if (Math.abs(top - before) < STEP_PX) return;
      header.current?.toggleAttribute("data-away", top > before && top > STEP_PX * 10);
      before = top;
    };
    window.addEventListener("scroll", follow, { passive: true });
    return () => window.removeEventListener("scroll", follow);
  }, []);

  return (
    <header
      className="sticky top-0 z-30 border-line border-b bg-canvas/95 backdrop-blur-sm transition-[translate] duration-200 ease-settle max-md:[&[data-away]:not(:has(:focus-visible,[open]))]:-translate-y-full"
      ref={header}
    >
      {children}
    </header>
  );
}
