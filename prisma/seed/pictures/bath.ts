import type { Pictures } from "./scene.ts";
export const bath: Pictures = {};
