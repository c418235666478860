import "server-only";
import { getRuntime } from "@sunchak/api";

/** A path of the shop as a whole address, by its public origin. */
export const addressOf = (path: string): string => new URL(path, getRuntime().origin).href;
