import type { Pictures } from "./scene.ts";
export const audio: Pictures = {};
