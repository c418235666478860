import type { Database } from "@sunchak/db";
import { findPassword, matches } from "./passwords.ts";

/** Whether a user with this email signs in with this password. */
export async function acceptsPassword(
  db: Pick<Database, "client">,
  { email, password }: { email: string; password: string },
): Promise<boolean> {
  const stored = await findPassword(db, email);
  return stored !== null && (await matches(stored, password));
}
