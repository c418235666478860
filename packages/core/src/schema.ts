// Everything here is pure, so that client components may share it.
export * from "./audit/schema.ts";
export * from "./balance/schema.ts";
export * from "./campaign/schema.ts";
export * from "./coupon/schema.ts";
export * from "./dashboard/schema.ts";
export * from "./export/schema.ts";
export * from "./invariants/schema.ts";
export * from "./live/schema.ts";
export * from "./order/schema.ts";
export * from "./paging.ts";
export * from "./payment/schema.ts";
export * from "./product/schema.ts";
export * from "./ranking/schema.ts";
export * from "./seoul.ts";
export * from "./user/schema.ts";
export * from "./values.ts";
export * from "./view/schema.ts";
