import { z } from "zod";
import { type StaffRole, staffRoles } from "../user/roles.ts";
import { emailAddress, type StaffMember } from "../user/schema.ts";
import { type ContentLanguage, contentLanguages, reasonText } from "../values.ts";

/** What a link lets whoever holds it do, once: join the staff, or set a new password. */
export const linkPurposes = ["INVITATION", "PASSWORD"] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** How long a link can be used, in hours. */
export const LINK_HOURS: Record<LinkPurpose, number> = { INVITATION: 72, PASSWORD: 1 };

const pages: Record<LinkPurpose, string> = {
  INVITATION: "/invitation",
  PASSWORD: "/reset-password",
};

/** 32 random bytes in base64url. */
export const linkToken = z.string().regex(/^[\w-]{43}$/);

/**
 * A new token for a link. Who makes a link makes its token, also in a browser: so no answer that is
 * kept for a repeat holds it.
 */
export const newLinkToken = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace("=", "");

/** As the addresses of the pages name their language; see packages/web/src/locales.ts. */
const folders: Record<ContentLanguage, string> = { ko: "", en: "/en" };

interface Link {
  purpose: LinkPurpose;
  language: ContentLanguage;
  token: string;
}

/** The link itself. Its token stands behind the #, which browsers send to no server. */
export const linkAt = (adminUrl: string, { purpose, language, token }: Link): string =>
  `${adminUrl}${folders[language]}${pages[purpose]}#${token}`;

export const inviteInput = z.strictObject({
  email: emailAddress,
  role: z.enum(staffRoles),
  token: linkToken,
  /** Of the mail. */
  language: z.enum(contentLanguages),
  reason: reasonText,
});

export const makeResetLinkInput = z.strictObject({
  id: z.string(),
  token: linkToken,
  reason: reasonText,
});

export const revokeInvitationInput = z.strictObject({ id: z.string(), reason: reasonText });

/** An invitation that nobody has used or revoked. */
export interface Invitation {
  id: string;
  email: string;
  role: StaffRole;
  invitedBy: { id: string; name: string } | null;
  createdAt: string;
  expiresAt: string;
  /** Whether it can still be used: neither its time is over nor is its maker an owner no more. */
  isOpen: boolean;
}

export interface Team {
  items: StaffMember[];
  /** The newest first. */
  invitations: Invitation[];
}
