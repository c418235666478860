// Another process on the same file. It runs each line of its input as a statement and prints "done"
// or SQLite's message.
import { createInterface } from "node:readline";
import { DatabaseSync } from "@photostructure/sqlite";

const db = new DatabaseSync(process.argv[2] ?? "");
for await (const statement of createInterface({ input: process.stdin })) {
  try {
    db.exec(statement);
    process.stdout.write("done\n");
  } catch (error) {
    process.stdout.write(`${(error as Error).message}\n`);
  }
}
