"use client";

import { TextField } from "@sunchak/ui/field";
import type { ChangeEvent, ComponentProps } from "react";
import { groupDigits, typeWon } from "./type-won.ts";

type WonFieldProps = Omit<ComponentProps<typeof TextField>, "value" | "onChange" | "inputMode"> & {
  /** The amount in won; empty while none is typed. */
  digits: string;
  onDigits(digits: string): void;
};

/** A field for an amount of won: digits alone, with separators while one types. */
export function WonField({ digits, onDigits, ...rest }: WonFieldProps) {
  function change({ currentTarget: field, nativeEvent }: ChangeEvent<HTMLInputElement>) {
    const typed = typeWon({
      text: field.value,
      caret: field.selectionStart ?? field.value.length,
      before: digits,
      kind: "inputType" in nativeEvent ? String(nativeEvent.inputType) : undefined,
    });
    // Before React does it, which would put the caret at the end.
    field.value = groupDigits(typed.digits);
    field.setSelectionRange(typed.caret, typed.caret);
    onDigits(typed.digits);
  }

  return (
    <TextField
      autoComplete="off"
      {...rest}
      inputMode="numeric"
      onChange={change}
      value={groupDigits(digits)}
    />
  );
}
