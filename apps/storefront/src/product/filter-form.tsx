"use client";

import { ChevronDownIcon, FilterIcon } from "@sunchak/ui/icons";
import Form from "next/form";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";

/** What the form calls a field, hidden ones too. */
const isField = (element: Element): element is HTMLInputElement | HTMLSelectElement =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement;

/**
 * A GET form that also submits itself when a choice changes. On a narrow screen it is folded, by
 * styles alone, so that nothing moves when scripts wake; without scripts it is open. It stays the
 * same form while the list below it changes, with its focus and its fold.
 */
export function FilterForm({
  action,
  label,
  shown,
  children,
}: {
  action: string;
  /** What the fold holds. */
  label: string;
  /** The values of the fields, as a query; a field that is not in it is blank. */
  shown: string;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [isOpen, setOpen] = useState(false);
  const id = useId();

  // By Back, or when a filter is removed, the fields follow the list. What was typed before the
  // scripts woke stays.
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    const values = new URLSearchParams(shown);
    for (const field of form.current?.elements ?? []) {
      if (isField(field)) field.value = values.get(field.name) ?? "";
    }
  }, [shown]);

  // Blank fields stay out of the address.
  useEffect(() => {
    const dropBlanks = ({ formData }: FormDataEvent) => {
      for (const [name, value] of [...formData]) {
        if (typeof value === "string" && value.trim() === "") formData.delete(name);
      }
    };
    const element = form.current;
    element?.addEventListener("formdata", dropBlanks);
    return () => element?.removeEventListener("formdata", dropBlanks);
  }, []);

  return (
    <div>
      <button
        aria-controls={id}
        aria-expanded={isOpen}
        className="group flex min-h-11 w-full items-center gap-2 rounded-control border border-line-strong px-4 font-medium md:hidden noscript:hidden"
        onClick={() => setOpen(!isOpen)}
        type="button"
      >
        <FilterIcon />
        {label}
        <ChevronDownIcon className="ml-auto size-5 transition-transform group-aria-expanded:rotate-180" />
      </button>
      <Form
        action={action}
        className={`grid grid-cols-2 items-end gap-3 max-md:pt-4 md:grid-cols-[1fr_1fr_1.2fr_1.2fr_auto] ${
          isOpen ? "" : "[@media(scripting:enabled)_and_(width<48rem)]:hidden"
        }`}
        id={id}
        onChange={(event) => {
          if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
        }}
        prefetch={false}
        ref={form}
        scroll={false}
      >
        {children}
      </Form>
    </div>
  );
}
