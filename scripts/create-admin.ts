// npm run admin:create -- --email you@example.com [--name "Your name"] [--password …]
// Makes an admin who can sign in to the admin app. Without --password, it asks for the password
// without showing it, or reads it from standard input.
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { PASSWORD_MAX, registerUser, whyWeak } from "@sunchak/auth";
import { audited, type Clock, emailAddress, systemClock, userName } from "@sunchak/core";
import { type Database, isUniqueViolation, openDatabase } from "@sunchak/db";
import { runCommand } from "@sunchak/db/run-command";

/** A value that the operator gave cannot be used. */
class Refusal extends Error {}

/**
 * Makes an admin, and records that in the audit log.
 * @throws Refusal saying what is wrong with the email, the name or the password.
 */
export async function createAdmin(
  db: Database,
  { email, password, ...given }: { email: string; name: string; password: string },
  clock: Clock = systemClock,
): Promise<{ id: string }> {
  if (!emailAddress.safeParse(email).success) {
    throw new Refusal(`${email} is not an email address.`);
  }
  const { data: name, error } = userName.safeParse(given.name);
  if (error) throw new Refusal(`That name cannot be used: ${error.issues[0]?.message}.`);
  const weakness = whyWeak(password, { email });
  if (weakness !== null) throw new Refusal(`That password is too weak. ${weakness}`);
  if (password.length > PASSWORD_MAX) throw new Refusal(`At most ${PASSWORD_MAX} characters.`);
  const call = { action: "user.create", subjectType: "user" } as const;
  const transaction: Database["transaction"] = (work) =>
    audited({ db, clock }, { actorId: null }, call, async (tx, record) => {
      const result = await work(tx);
      const user = await tx.user.findUniqueOrThrow({ where: { email: email.toLowerCase() } });
      record({ subjectId: user.id, after: { email: user.email, role: user.role } });
      return result;
    });
  const createdAt = clock.now();
  try {
    return await registerUser({ transaction }, { email, name, password, role: "owner", createdAt });
  } catch (error) {
    throw isUniqueViolation(error) ? new Refusal(`${email} is taken already.`) : error;
  }
}

async function askPassword(): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY === true;
  if (terminal) process.stdout.write("Password: ");
  const lines = createInterface({ input: process.stdin, output: unseen, terminal });
  try {
    const { value = "" } = await lines[Symbol.asyncIterator]().next();
    return value;
  } finally {
    lines.close();
    if (terminal) process.stdout.write("\n");
  }
}

async function main(url: string): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { email: text, name: text, password: text } });
  const { email, name = "관리자" } = values;
  if (!email)
    throw new Refusal("Which email? For example: npm run admin:create -- --email you@example.com");
  const db = openDatabase(url);
  try {
    await createAdmin(db, { email, name, password: values.password ?? (await askPassword()) });
    console.log(`${email} is an admin.`);
  } finally {
    await db.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  await runCommand(main, (error) => (error instanceof Refusal ? error.message : undefined));
}
