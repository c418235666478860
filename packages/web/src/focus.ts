/**
 * A ref for what replaces a pressed button. It takes the focus, so that the keyboard goes on there.
 */
export const focus = (element: HTMLElement | null) => element?.focus();
