import { type Messages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

type Group = keyof Messages;

/** The messages of the shell's own client components, on every page. */
const shell: Group[] = ["Shell", "Search", "Failure", "Wish"];

/** What a group needs: a refusal says where it leads, an offer on what terms it is. */
const needs: Partial<Record<Group, Group[]>> = {
  Codes: ["WaysOn"],
  Offer: ["Terms"],
};

/** Passes only the named groups of messages to the client components inside. */
export async function ClientMessages({
  groups = [],
  children,
}: {
  groups?: Group[];
  children: ReactNode;
}) {
  const messages = await getMessages();
  const named = [...shell, ...groups, ...groups.flatMap((group) => needs[group] ?? [])];
  const picked = Object.fromEntries(named.map((group) => [group, messages[group]]));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
