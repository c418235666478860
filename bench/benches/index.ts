import type { Bench } from "../src/bench.ts";
import { admin } from "./admin.ts";

export const benches: Record<string, Bench> = { admin };
