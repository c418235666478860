import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as it came. */
interface ReceivedMail {
  to: string[];
  messageId: string | undefined;
  /** Headers and body. */
  raw: string;
}

/** What the server says to a recipient instead of taking the mail. */
interface Refusal {
  code: number;
  text: string;
}

/**
 * A mail server on this machine (SMTP).
 * @param options.refuse what it says to a recipient; undefined takes the mail.
 * @param options.onMail is called with each mail before it is answered.
 * @param options.account what it asks for; without it, anybody may send.
 */
export async function startMailServer({
  refuse = () => undefined,
  onMail = () => {},
  account,
}: {
  refuse?: (address: string) => Refusal | undefined;
  onMail?: () => void | Promise<void>;
  account?: { user: string; password: string };
} = {}) {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: account ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    allowInsecureAuth: true,
    authOptional: !account,
    onAuth({ username, password }, _session, done) {
      const isRight = username === account?.user && password === account?.password;
      done(isRight ? null : new Error("Wrong user or password"), { user: username });
    },
    onRcptTo({ address }, _session, done) {
      const refusal = refuse(address);
      done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    async onData(stream, session, done) {
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part);
      const raw = Buffer.concat(parts).toString();
      const to = session.envelope.rcptTo.map(({ address }) => address);
      received.push({ to, messageId: /^Message-ID: (.*?)\r?$/im.exec(raw)?.[1], raw });
      await onMail();
      done();
    },
  });
  server.on("error", () => {}); // A client that is killed resets its connection.
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
