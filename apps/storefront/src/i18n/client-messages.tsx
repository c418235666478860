import { type Messages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** The messages of the shell's own client components, on every page. */
const shell: (keyof Messages)[] = ["Shell", "Search", "Failure", "Wish"];

/** Passes only the named groups of messages to the client components inside. */
export async function ClientMessages({
  groups = [],
  children,
}: {
  groups?: (keyof Messages)[];
  children: ReactNode;
}) {
  const messages = await getMessages();
  const picked = Object.fromEntries([...shell, ...groups].map((group) => [group, messages[group]]));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
