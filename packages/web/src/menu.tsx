"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/**
 * A menu that opens without scripts. With scripts, Escape, a press outside or a visit closes it. On a
 * phone it opens at the right edge of what it is placed in, the header, where there is most room.
 */
export function Menu({
  label,
  icon,
  children,
}: {
  label: string;
  icon: ReactNode;
  children: ReactNode;
}) {
  const menu = useRef<HTMLDetailsElement>(null);
  const path = usePathname();

  useEffect(() => {
    function close(event: Event) {
      const open = menu.current?.open ? menu.current : null;
      if (!open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        open.querySelector("summary")?.focus();
      } else if (open.contains(event.target as Node)) return;
      open.removeAttribute("open");
    }
    document.addEventListener("keydown", close);
    document.addEventListener("pointerdown", close);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("pointerdown", close);
    };
  }, []);

  // Each page has its own menu, so that a visit to another page closes it.
  return (
    <details className="z-10 md:relative" key={path} ref={menu}>
      <summary
        aria-label={label}
        className="grid size-11 shrink-0 place-items-center rounded-control hover:bg-sunken"
      >
        {icon}
      </summary>
      <div className="absolute right-4 z-10 mt-2 max-h-[70dvh] w-64 overflow-y-auto whitespace-normal rounded-card border border-line bg-raised p-2 shadow-lift max-md:max-w-[calc(100%-2rem)] md:right-0">
        {children}
      </div>
    </details>
  );
}
