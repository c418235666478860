import { text } from "node:stream/consumers";
import { sendMessages, systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { createMailer } from "./mailer.ts";
import { createWebhooks } from "./webhooks.ts";

// A worker process for tests, also to kill. Once its input ends, it sends what is due. Arguments: the
// database, and the mail server's port on this machine.
const [databaseUrl = "", port = ""] = process.argv.slice(2);
const ignore = () => {};
const server = { host: "127.0.0.1", port: Number(port), isSecure: false, account: null };
const mail = createMailer({ mail: { server, from: "shop@sunchak.example" } });
const deps = {
  db: openDatabase(databaseUrl),
  clock: systemClock,
  log: { info: ignore, warn: ignore, error: ignore },
  metrics: { count: ignore },
  ...(mail && { mail }),
  webhooks: createWebhooks(),
};
process.stdout.write("ready");
await text(process.stdin);
await sendMessages(deps);
process.exit();
