import { useLayoutEffect, useRef } from "react";

/**
 * Keeps the keyboard in a place whose buttons replace each other: when the one that has the focus
 * goes away, the place itself takes it, so that Tab goes on there. What took the button's place does
 * not get the focus: a key that is still held would press it. The component that calls this renders
 * whenever they change.
 * @returns the place's properties.
 */
export function useKeptFocus<Place extends HTMLElement>() {
  const ref = useRef<Place>(null);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) ref.current?.focus();
  });
  return {
    ref,
    tabIndex: -1,
    onFocus() {
      hasFocus.current = true;
    },
    onBlur() {
      hasFocus.current = false;
    },
  };
}
