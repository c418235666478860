export { type DeliveryOutcome, deliverExport, LEASE_MS } from "./deliver-export.ts";
export { isDeliveryPaused, setDeliveryPaused } from "./delivery-pause.ts";
export * from "./get-admin-export.ts";
export * from "./get-export-status.ts";
export * from "./list-exports.ts";
export * from "./replay-exports.ts";
export * from "./retry-delay.ts";
export * from "./sweep-exports.ts";
