import {
  adoptAddress,
  adoptDestination,
  type Deps,
  FILE_DESTINATION,
  setDestination,
  within,
} from "@sunchak/core";
import { EnvError } from "@sunchak/env";

/** How long a start waits for the database, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Makes sure, before a process delivers, that its destination is the shop's. A shop without a
 * destination gets this one, and a shop that wrote to the file gets the first address. While the
 * database is away nothing is checked here; claims check the destination too, so the process
 * delivers nothing elsewhere.
 * @param own null when the process leaves exports to others.
 * @param change whether to make `own` the shop's destination in any case.
 * @throws EnvError when the shop has another destination; the message names both.
 */
export async function confirmDestination(
  deps: Pick<Deps, "db" | "clock" | "log">,
  own: string | null,
  change: boolean,
): Promise<void> {
  const { log } = deps;
  if (own === null) {
    log.info({}, "without DATA_PLATFORM_URL this process leaves exports to the storefronts");
    return;
  }
  if (change) {
    await setDestination(deps, { actorId: null, destination: own });
    log.warn({ destination: own }, "the shop's exports go here now; unset DATA_PLATFORM_CHANGE");
    return;
  }
  const adopt = own === FILE_DESTINATION ? adoptDestination : adoptAddress;
  const adopted = adopt(deps, own).catch((err: unknown) => log.warn({ err }, unchecked));
  const shops = await within(PATIENCE_MS, adopted);
  if (typeof shops !== "string" || shops === own) return;
  const named = own === FILE_DESTINATION ? `is not set, which means ${own}` : `names ${own}`;
  throw new EnvError(
    `The configuration is not usable.
  DATA_PLATFORM_URL: ${named}, but the shop's exports go to ${shops}.
  Set it as the shop has it, or change the shop's destination: on the admin app's page of exports,
  or by starting this process once with DATA_PLATFORM_CHANGE=yes.`,
  );
}

const unchecked =
  "the shop's destination of exports could not be read; this process delivers nowhere else";
