import type { Pictures } from "./scene.ts";
export const stationery: Pictures = {};
