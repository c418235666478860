import { shopperHere } from "@/session/use-shopper.ts";

/** Where the browser notes by which id the shop knows it, for the shopper who is here. */
export const deviceNote = () => `sunchak.device.${shopperHere()}`;
