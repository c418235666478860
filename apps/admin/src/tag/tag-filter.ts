import type { Filter } from "@/list/filter-form.tsx";

/** The filter of a list by tag: a choice of those in use, once there are any. */
export const tagFilter = (label: string, names: string[]): Filter =>
  names.length === 0
    ? { label, kind: "given" }
    : { label, kind: "select", options: names.map((name) => [name, name]) };
