import type { Bench } from "../src/bench.ts";
import { admin } from "./admin.ts";
import { payment } from "./payment.ts";

export const benches: Record<string, Bench> = { admin, payment };
