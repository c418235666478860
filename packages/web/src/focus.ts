/** A ref for what takes the place of the button that was pressed: the keyboard goes on from there. */
export const focus = (element: HTMLElement | null) => element?.focus();
