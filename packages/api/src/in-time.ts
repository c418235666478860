import { within } from "@sunchak/core";

/** How long a dependency may take to answer before it counts as down, in milliseconds. */
const PATIENCE_MS = 2_000;

/** The result of `ask`; undefined when it fails or takes longer than {@link PATIENCE_MS}. */
export async function inTime<T>(ask: () => PromiseLike<T>): Promise<T | undefined> {
  try {
    return await within(PATIENCE_MS, ask());
  } catch {
    return undefined;
  }
}
