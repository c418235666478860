import { fromSeoul, inSeoul } from "@sunchak/core/seoul";

/** An instant as a form's `YYYY-MM-DDTHH:MM` in Seoul. */
export const toSeoul = (instant: string) => inSeoul(instant).slice(0, 16);

/** The instant of a form's date and time in Seoul; any other text stays as it is. */
export const toInstant = (local: string): string => fromSeoul(local)?.toISOString() ?? local;
