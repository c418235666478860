/** The id of the shopper whose document this is, as the server wrote it there; empty for a visitor. */
export const shopperHere = (): string => document.body.dataset.shopper ?? "";
