import type { Pictures } from "./scene.ts";
export const food: Pictures = {};
