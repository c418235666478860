/** The id of this document's shopper, which the server wrote into it; empty for a visitor. */
export const shopperHere = (): string => document.body.dataset.shopper ?? "";
