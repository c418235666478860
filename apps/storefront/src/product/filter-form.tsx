"use client";

import Form from "next/form";
import { type ReactNode, useEffect, useRef } from "react";

/**
 * A GET form that also submits itself when a choice changes. It is folded on a narrow screen, and
 * blank fields stay out of the address.
 */
export function FilterForm({
  action,
  summary,
  children,
}: {
  action: string;
  summary: ReactNode;
  children: ReactNode;
}) {
  const fold = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const wide = window.matchMedia("(min-width: 48rem)");
    const follow = () => fold.current?.toggleAttribute("open", wide.matches);
    follow();
    wide.addEventListener("change", follow);
    return () => wide.removeEventListener("change", follow);
  }, []);

  return (
    <details className="group" open ref={fold}>
      <summary className="flex min-h-11 items-center gap-2 rounded-control border border-line px-4 font-medium md:hidden">
        {summary}
      </summary>
      <Form
        action={action}
        className="grid grid-cols-2 items-end gap-3 pt-4 md:grid-cols-[1fr_1fr_1.2fr_1.2fr_auto] md:pt-0"
        onChange={(event) => {
          if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
        }}
        onSubmit={(event) => {
          const blank = [...event.currentTarget.elements].filter(
            (field): field is HTMLInputElement | HTMLSelectElement =>
              (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) &&
              field.value.trim() === "",
          );
          for (const field of blank) field.disabled = true;
          // By then the browser has read the form.
          setTimeout(() => {
            for (const field of blank) field.disabled = false;
          });
        }}
        prefetch={false}
      >
        {children}
      </Form>
    </details>
  );
}
