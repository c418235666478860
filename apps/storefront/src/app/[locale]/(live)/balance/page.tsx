import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChargeForm } from "@/balance/charge-form.tsx";
import { Ledger } from "@/balance/ledger.tsx";
import { ledgerPath, readLedgerQuery } from "@/balance/ledger-query.ts";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { ENTRIES_A_PAGE, keysetPages } from "@/trpc/keyset-pages.ts";
import { getQueryClient, HydrateClient, trpc } from "@/trpc/prefetch.tsx";
import { caller } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Balance");
  return { title: t("title"), robots: { index: false } };
}

/** `?amount=…` fills in the amount; `?kind=…&month=…` narrow the balance history. */
export default async function BalancePage({ searchParams }: PageProps<"/[locale]/balance">) {
  const query = await searchParams;
  const { amount } = query;
  const filter = readLedgerQuery(query);
  const given = typeof amount === "string" && /^\d{1,9}$/.test(amount) ? amount : "";
  await requireShopper(ledgerPath(filter, given ? { amount: given } : {}));
  const client = getQueryClient();
  const [t] = await Promise.all([
    getTranslations("Balance"),
    client.prefetchQuery(trpc.balance.get.queryOptions()),
    client.prefetchQuery(trpc.balance.months.queryOptions()),
    client.prefetchInfiniteQuery(
      keysetPages([...trpc.balance.history.pathKey(), filter], (cursor) =>
        caller.balance.history({ ...filter, cursor, size: ENTRIES_A_PAGE }),
      ),
    ),
  ]);
  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <h1 className="font-bold text-title">{t("title")}</h1>
      <ClientMessages groups={["Balance", "Charge", "Codes", "Ledger"]}>
        <HydrateClient>
          <div className="grid grid-cols-1 items-start gap-12 lg:grid-cols-[24rem_minmax(0,1fr)] lg:gap-16">
            <ChargeForm given={given} />
            <Ledger filter={filter} />
          </div>
        </HydrateClient>
      </ClientMessages>
    </div>
  );
}
