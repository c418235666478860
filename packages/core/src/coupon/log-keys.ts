import type { z } from "zod";
import type { Deps } from "../deps.ts";
import type { logKeysOutput } from "./schema.ts";

type KeyDeps = Pick<Deps, "db" | "signer" | "clock">;

const stored = new WeakMap<KeyDeps["db"], Set<string>>();

/**
 * Stores the public key before anything is signed with it, so that what it signed can be checked
 * when the shop has another key.
 */
export async function rememberKey({ db, signer, clock }: KeyDeps): Promise<void> {
  const { keyId: id, publicKey } = signer;
  const known = stored.get(db) ?? new Set();
  if (known.has(id)) return;
  // Reads first: a database that takes no writes may still have the key.
  if (!(await db.client.logKey.findUnique({ where: { id } }))) {
    await db.client.$executeRaw`
      INSERT INTO log_keys (id, public_key, created_at)
      VALUES (${id}, ${publicKey}, ${clock.now()}) ON CONFLICT (id) DO NOTHING`;
  }
  stored.set(db, known.add(id));
}

/** All public keys that have signed receipts and heads, the oldest first. */
export async function listLogKeys(deps: KeyDeps): Promise<z.output<typeof logKeysOutput>> {
  await rememberKey(deps);
  const rows = await deps.db.client.logKey.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return { keys: rows.map(({ id, publicKey }) => ({ keyId: id, publicKey })) };
}
