import type { Pictures } from "./scene.ts";
export const living: Pictures = {};
