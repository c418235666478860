export * from "./batch-queue.ts";
export { createLockDriver, type LockConfig } from "./create-lock-driver.ts";
export { LockBusyError, type LockDriver, NotAskedError, withLock } from "./lock.ts";
