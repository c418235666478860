import type { Mailer, SendOutcome } from "@sunchak/core";
import { type Env, isLoopback } from "@sunchak/env";
import { createTransport } from "nodemailer";
import { inOneLine } from "./read-response.ts";

/** How long one try may take, from connecting to the server's last reply, in milliseconds. */
const TRY_LIMIT_MS = 10_000;

/** What a server says in these steps is about this recipient or this message, not about the shop. */
const ABOUT_THE_MAIL = ["RCPT TO", "DATA"];

/** How much of a reply is kept, in characters. */
const REPLY_LENGTH = 150;

/** The part of nodemailer's errors that is read. */
interface SmtpError {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** Sends mail by SMTP, a connection for each. Undefined when the shop has no mail server. */
export function createMailer(
  { mail }: Pick<Env, "mail">,
  { limitMs = TRY_LIMIT_MS }: { limitMs?: number } = {},
): Mailer | undefined {
  if (!mail) return undefined;
  const { server, from } = mail;
  const { host, port, isSecure, account } = server;
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    ...(account && { auth: { user: account.user, pass: account.password } }),
    // A password never travels in the clear; a relay on this machine seldom has a valid certificate.
    requireTLS: account !== null && !isLoopback(host),
    ignoreTLS: isLoopback(host),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf("@") + 1).replace(/>$/, "");
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          from,
          to: { name: "", address: to },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          // So that no machine answers it (RFC 3834).
          headers: { "Auto-Submitted": "auto-generated" },
          signal: AbortSignal.timeout(limitMs),
        });
        return { outcome: "taken" };
      } catch (error) {
        return outcomeOf(error as SmtpError, limitMs);
      }
    },
  };
}

/** Refused for good by a 5xx about this mail; anything else may be over at the next try. */
function outcomeOf(
  { code, command, responseCode, response = "" }: SmtpError,
  limitMs: number,
): SendOutcome {
  const failed = (reason: string): SendOutcome => ({ outcome: "failed", reason });
  if (code === "EABORT") return failed(`It took longer than ${limitMs / 1000} s.`);
  if (responseCode === undefined) return failed(`It could not be reached (${code ?? "unknown"}).`);
  if (code === "EAUTH") return failed(`It refused the user or the password (${responseCode}).`);
  const reason = `It answered: ${inOneLine(response, REPLY_LENGTH) ?? responseCode}`;
  const isFinal = responseCode >= 500 && ABOUT_THE_MAIL.includes(command ?? "");
  return { outcome: isFinal ? "refused" : "failed", reason };
}
