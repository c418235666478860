import type { Pictures } from "./scene.ts";
export const outdoor: Pictures = {};
