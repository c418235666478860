import { z } from "zod";

/** The server that takes the shop's mail (SMTP). */
export interface MailServer {
  host: string;
  port: number;
  /** Whether the connection begins with TLS; otherwise it is encrypted by STARTTLS. */
  isSecure: boolean;
  /** Null when the server asks for none. */
  account: { user: string; password: string } | null;
}

const smtpRule =
  "must be smtp://user:password@host:587 or smtps://user:password@host:465, with special characters as %XX";

/** An SMTP server's address, whole: what an address leaves out would be guessed. */
export const smtpServer = z.string().transform((address, context): MailServer => {
  const server = readServer(address);
  if (server) return server;
  context.addIssue({ code: "custom", message: smtpRule });
  return z.NEVER;
});

function readServer(address: string): MailServer | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(address);
  const isSecure = protocol === "smtps:";
  const isPlain = (pathname === "" || pathname === "/") && search === "" && hash === "";
  if (!(isSecure || protocol === "smtp:") || hostname === "" || !isPlain) return null;
  // One without the other would be sent as an empty text.
  if ((username === "") !== (password === "")) return null;
  try {
    const user = decodeURIComponent(username);
    return {
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port) || (isSecure ? 465 : 587),
      isSecure,
      account: user === "" ? null : { user, password: decodeURIComponent(password) },
    };
  } catch {
    return null; // A % that begins no character.
  }
}

/** Whom the shop's mail is from: an address, or a name with an address in angle brackets. */
export const mailSender = z
  .string()
  .regex(
    /^([^<>"\p{Cc}]*<[^\s<>@"\p{Cc}]+@[\w.-]+>|[^\s<>@"\p{Cc}]+@[\w.-]+)$/u,
    "must be an address, or a name and an address: Shop <shop@example.com>",
  );
