"use client";

import { Button } from "@sunchak/ui/button";

/** Prints the page; the print itself leaves the button out. */
export function PrintButton({ label }: { label: string }) {
  return <Button onClick={() => window.print()}>{label}</Button>;
}
