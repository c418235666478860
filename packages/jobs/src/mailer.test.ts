import { once } from "node:events";
import { createServer } from "node:net";
import { readEnv } from "@sunchak/env";
import { startMailServer } from "@sunchak/testing";
import { expect, onTestFinished, test } from "vitest";
import { createMailer } from "./mailer.ts";

const mail = {
  id: "0192-1",
  to: "owner@example.com",
  subject: "재고가 적어요",
  text: "머그가 3개 남았어요.",
};

/** The shop's mailer as its variables make it. */
function mailerTo(port: number, { user = "", limitMs = 10_000 } = {}) {
  const { mail: server } = readEnv("storefront", {
    BETTER_AUTH_SECRET: "x".repeat(32),
    SMTP_URL: `smtp://${user && `${user}@`}127.0.0.1:${port}`,
    MAIL_FROM: "선착 <shop@sunchak.example>",
  });
  const mailer = createMailer({ mail: server }, { limitMs });
  if (!mailer) throw new Error("no mailer");
  return mailer;
}

async function serve(options: Parameters<typeof startMailServer>[0] = {}) {
  const server = await startMailServer(options);
  onTestFinished(server.close);
  return server;
}

test("a mail arrives whole, under the Message-ID that its id makes", async () => {
  const server = await serve();
  expect(await mailerTo(server.port).send(mail)).toEqual({ outcome: "taken" });
  const [got] = server.received;
  expect(got).toMatchObject({ to: [mail.to], messageId: "<0192-1@sunchak.example>" });
  expect(got?.raw).toContain("Auto-Submitted: auto-generated");
  expect(got?.raw).toContain(Buffer.from(mail.text).toString("base64"));
});

test("a user and a password with special characters sign in, and wrong ones may be mended", async () => {
  const account = { user: "shop@example.com", password: "p:ss/w@rd" };
  const server = await serve({ account });
  const user = `${encodeURIComponent(account.user)}:${encodeURIComponent(account.password)}`;
  expect(await mailerTo(server.port, { user }).send(mail)).toEqual({ outcome: "taken" });
  expect(await mailerTo(server.port, { user: "shop:wrong" }).send(mail)).toEqual({
    outcome: "failed",
    reason: "It refused the user or the password (535).",
  });
});

test.each([
  [550, "5.1.1 No such user here", "refused"],
  [451, "4.7.1 Greylisted, try again later", "failed"],
] as const)("a recipient refused by %i (%s) is %s", async (code, text, outcome) => {
  const server = await serve({ refuse: () => ({ code, text }) });
  const reason = `It answered: ${code} ${text}`;
  expect(await mailerTo(server.port).send(mail)).toEqual({ outcome, reason });
});

test("a recipient cannot be two", async () => {
  const server = await serve();
  const two = { ...mail, to: "a@example.com, b@example.com" };
  expect(await mailerTo(server.port).send(two)).toMatchObject({ outcome: "refused" });
  expect(server.received).toEqual([]);
});

test("a subject can add no header, and so no recipient", async () => {
  const server = await serve();
  const bad = { ...mail, subject: "A\r\nBcc: c@example.com" };
  expect(await mailerTo(server.port).send(bad)).toEqual({ outcome: "taken" });
  expect(server.received).toMatchObject([{ to: [mail.to] }]);
  expect(server.received[0]?.raw).toMatch(/^Subject: A/m);
  expect(server.received[0]?.raw).not.toMatch(/^Bcc:/m);
});

test("a server that is down may be up at the next try", async () => {
  const server = await startMailServer();
  await server.close();
  expect(await mailerTo(server.port).send(mail)).toMatchObject({
    outcome: "failed",
    reason: expect.stringMatching(/^It could not be reached \(.+\)\.$/),
  });
});

test("a server that says nothing, or a word now and then, holds a try no longer than the limit", async () => {
  const timers = new Set<NodeJS.Timeout>();
  const drip = createServer((socket) => {
    socket.on("error", () => {});
    timers.add(setInterval(() => socket.write("220-wait\r\n"), 20));
  }).listen(0, "127.0.0.1");
  await once(drip, "listening");
  onTestFinished(() => {
    for (const timer of timers) clearInterval(timer);
    drip.close();
  });
  const { port } = drip.address() as { port: number };
  const late = { outcome: "failed", reason: "It took longer than 0.2 s." };
  expect(await mailerTo(port, { limitMs: 200 }).send(mail)).toEqual(late);
});
