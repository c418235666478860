import { controlClass } from "@sunchak/ui/field";
import { nameIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { Command } from "cmdk";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, type Ref, useState } from "react";
import { PhaseBadge } from "@/campaign/phase-badge.tsx";
import { OrderStatusBadge } from "@/order/status-badge.tsx";
import { useMay } from "@/session/may.tsx";
import { keepRecent, readRecent } from "./recent.ts";
import { sections } from "./sections.ts";
import { useFound } from "./use-found.ts";

/** Lists that the palette can search directly. */
const searched = ["orders", "products", "shoppers", "campaigns"] as const;

/** What can be begun from anywhere, with what each language calls it. */
const beginnings = [
  {
    name: "newProduct",
    call: "product.create",
    href: "/products/new",
    words: ["상품 만들기", "New product"],
  },
  {
    name: "newCampaign",
    call: "campaign.create",
    href: "/campaigns/new",
    words: ["쿠폰 캠페인 만들기", "New coupon campaign"],
  },
] as const;

interface Option {
  href: string;
  label: string;
  /** Beside the label: whose it is, or which state it is in. */
  detail?: ReactNode;
  /** The keys of its shortcut. */
  keys?: string;
  /** Whether it is one record, which is offered again as recent. */
  isRecord?: true;
}

interface Group {
  heading: string;
  options: Option[];
}

interface CommandsProps {
  go(href: string): void;
  /** The field. */
  ref: Ref<HTMLInputElement>;
}

/** What was opened last, the sections that the typed letters name, and what the shop finds for them. */
export function Commands({ go, ref }: CommandsProps) {
  const t = useTranslations("Palette");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [recent] = useState(readRecent);
  const wish = typed.trim();
  const { found, isFailed } = useFound(wish);
  const named = useNamed(wish);
  const groups: Group[] = [
    { heading: t("recent"), options: wish === "" ? recent : [] },
    ...named,
    ...useFoundGroups(found),
    {
      heading: t("inList"),
      options: wish === "" ? [] : searched.map((list) => inList(list, wish)),
    },
  ].filter(({ options }) => options.length > 0);
  const hrefs = groups.flatMap(({ options }) => options.map(({ href }) => href));
  function inList(list: (typeof searched)[number], q: string): Option {
    return { href: `/${list}?q=${encodeURIComponent(q)}`, label: t(`find.${list}`, { q }) };
  }
  return (
    // Its own filter would sort by likeness, and drop the searches.
    <Command
      className="grid gap-3"
      label={t("label")}
      onValueChange={setChosen}
      shouldFilter={false}
      // The best answer comes late: it is chosen unless the admin chose another.
      value={chosen !== null && hrefs.includes(chosen) ? chosen : (hrefs[0] ?? "")}
      vimBindings={false}
    >
      <Command.Input
        className={controlClass}
        onValueChange={(text) => {
          setTyped(text);
          setChosen(null);
        }}
        placeholder={t("placeholder")}
        ref={ref}
        value={typed}
      />
      <Command.List
        className="max-h-[min(26rem,55dvh)] overflow-y-auto [&>div]:grid [&>div]:gap-2"
        label={t("label")}
      >
        {groups.map(({ heading, options }) => (
          <Command.Group
            className="[&>[cmdk-group-heading]]:px-3 [&>[cmdk-group-heading]]:py-1 [&>[cmdk-group-heading]]:text-ink-muted [&>[cmdk-group-heading]]:text-xs"
            heading={heading}
            key={heading}
          >
            {options.map(({ href, label, detail, keys, isRecord }) => (
              <Command.Item
                className="flex min-h-10 cursor-pointer items-center justify-between gap-4 rounded-control px-3 aria-selected:bg-sunken"
                key={href}
                onSelect={() => {
                  if (isRecord) keepRecent({ href, label });
                  go(href);
                }}
                value={href}
              >
                <span className="min-w-0 truncate tabular-nums">{label}</span>
                {detail === undefined ? null : (
                  <span className="flex min-w-0 shrink-0 items-center gap-2 text-ink-muted text-sm">
                    {detail}
                  </span>
                )}
                {keys ? <kbd className="font-sans text-ink-muted text-xs">{keys}</kbd> : null}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <p className="text-ink-muted text-sm empty:hidden" role="status">
        {isFailed ? t("failed") : null}
      </p>
      <p className="text-ink-muted text-sm max-md:hidden">{t("keys")}</p>
    </Command>
  );
}

/** The sections and beginnings that the typed letters name; all sections while nothing is typed. */
function useNamed(wish: string): Group[] {
  const [t, nav] = [useTranslations("Palette"), useTranslations("Nav")];
  const isIn = (words: string) => words.toLowerCase().includes(wish.toLowerCase());
  const named = sections.filter(({ key, words }) => words.some(isIn) || key === wish);
  const may = useMay();
  const begun =
    wish === "" ? [] : beginnings.filter(({ call, words }) => may(call) && words.some(isIn));
  return [
    {
      heading: t("pages"),
      options: [
        ...named.map(({ name, href, key }) => ({ href, label: nav(name), keys: `g ${key}` })),
        ...begun.map(({ name, href }) => ({ href, label: t(name) })),
      ],
    },
  ];
}

function useFoundGroups(found: ReturnType<typeof useFound>["found"]): Group[] {
  const [t, nav, orders] = [
    useTranslations("Palette"),
    useTranslations("Nav"),
    useTranslations("Orders"),
  ];
  const locale = useLocale();
  if (!found) return [];
  const one = (href: string, label: string, detail: ReactNode): Option => ({
    ...{ href, label, detail },
    isRecord: true,
  });
  return [
    {
      heading: nav("orders"),
      options: found.orders.map(({ orderId, orderNumber, shopper, total, status }) =>
        one(
          `/orders/${orderId}`,
          `${orderNumber ?? orders("noNumber")} · ${shopper.name}`,
          <>
            <span className="tabular-nums max-sm:hidden">{formatWon(total, locale)}</span>
            <OrderStatusBadge status={status} />
          </>,
        ),
      ),
    },
    {
      heading: nav("products"),
      options: found.products.map((product) =>
        one(
          `/products/${product.id}`,
          nameIn(product, locale),
          <>
            {product.sku === null ? null : <span className="max-sm:hidden">{product.sku}</span>}
            {t("stock", { count: product.stock })}
          </>,
        ),
      ),
    },
    {
      heading: nav("shoppers"),
      options: found.shoppers.map(({ id, name, email }) => one(`/shoppers/${id}`, name, email)),
    },
    {
      heading: nav("campaigns"),
      options: found.campaigns.map((campaign) =>
        one(
          `/campaigns/${campaign.id}`,
          nameIn(campaign, locale),
          <PhaseBadge phase={campaign.phase} />,
        ),
      ),
    },
  ];
}
