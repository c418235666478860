import { buttonClass } from "@sunchak/ui/button";
import { PersonIcon, SearchIcon } from "@sunchak/ui/icons";
import { Wordmark } from "@sunchak/ui/wordmark";
import { LanguageSwitch } from "@sunchak/web/language-switch";
import { Link } from "@sunchak/web/link";
import { pathIn } from "@sunchak/web/locales";
import { Menu } from "@sunchak/web/menu";
import { Price } from "@sunchak/web/price";
import { SignOutButton } from "@sunchak/web/sign-out-button";
import Form from "next/form";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { caller, findShopper } from "@/trpc/server.tsx";
import { CartLink } from "./cart-link.tsx";
import { SignInLink } from "./sign-in-link.tsx";

async function SearchForm({ id, className }: { id: string; className: string }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("Shell")]);
  return (
    <search className={className}>
      <Form action={pathIn(locale, "/products")} className="relative">
        <label className="sr-only" htmlFor={id}>
          {t("searchLabel")}
        </label>
        <input
          className="min-h-11 w-full rounded-full border border-transparent bg-sunken pr-4 pl-11 text-base placeholder:text-ink-muted hover:border-line-strong [&::-webkit-search-cancel-button]:hidden"
          id={id}
          maxLength={200}
          name="q"
          placeholder={t("searchPlaceholder")}
          type="search"
        />
        <button
          aria-label={t("search")}
          className="absolute inset-y-0 left-0 grid w-11 place-items-center text-ink-muted hover:text-ink"
          type="submit"
        >
          <SearchIcon />
        </button>
      </Form>
    </search>
  );
}

const accountPages = [
  ["orders", "/orders"],
  ["coupons", "/coupons/mine"],
  ["balance", "/balance"],
  ["password", "/account/password"],
] as const;

async function Account() {
  const shopper = await findShopper();
  if (!shopper) return <SignInLink className={buttonClass({ look: "outline" })} />;
  const [locale, t] = await Promise.all([getLocale(), getTranslations("Shell")]);
  const item = "flex min-h-11 items-center rounded-control px-3 hover:bg-sunken";
  return (
    <Menu icon={<PersonIcon className="size-6" />} label={t("accountMenu", { name: shopper.name })}>
      <p className="border-line border-b px-3 pt-1 pb-3">
        <span className="block font-semibold">{t("greeting", { name: shopper.name })}</span>
        <span className="block truncate text-ink-muted text-sm">{shopper.email}</span>
      </p>
      <nav aria-label={t("account")} className="grid py-2">
        {accountPages.map(([name, href]) => (
          <Link className={item} href={href} key={href} prefetch={false}>
            {t(`to.${name}`)}
          </Link>
        ))}
      </nav>
      <div className="border-line border-t pt-2">
        <SignOutButton home={pathIn(locale, "/")} />
      </div>
    </Menu>
  );
}

async function BalanceLink() {
  if (!(await findShopper())) return null;
  const [locale, t, { balance }] = await Promise.all([
    getLocale(),
    getTranslations("Shell"),
    readBalance(),
  ]);
  return (
    <Link
      className="flex min-h-11 shrink-0 items-center gap-1.5 rounded-control px-1 hover:bg-sunken md:px-2.5"
      href="/balance"
      prefetch={false}
    >
      <span className="text-ink-muted text-sm max-md:sr-only">{t("balance")}</span>
      <Price amount={balance} className="font-semibold max-md:text-[0.9375rem]" locale={locale} />
    </Link>
  );
}

/**
 * Links to the shop's two sections. They are in one of two places, depending on the screen's width.
 */
async function Sections({ className }: { className: string }) {
  const t = await getTranslations("Shell");
  const link =
    "grid min-h-11 place-items-center whitespace-nowrap rounded-control px-2.5 font-medium hover:bg-sunken md:px-3";
  return (
    <nav aria-label={t("sections")} className={className}>
      <Link className={link} href="/products">
        {t("to.products")}
      </Link>
      <Link className={link} href="/coupons">
        {t("to.drops")}
      </Link>
    </nav>
  );
}

/** The balance is read once per request, though two places show it. */
const readBalance = cache(() => caller.balance.get());

/** The head of every page. Without scripts, only the number on the cart is missing. */
export async function Header() {
  const site = await getTranslations("Site");
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-canvas/95 backdrop-blur-sm">
      <div className="shell flex min-h-16 items-center gap-1 md:gap-2">
        <Link className="mr-1 shrink-0 whitespace-nowrap rounded-control md:mr-4" href="/">
          <Wordmark name={site("name")} />
        </Link>
        <Sections className="hidden md:flex" />
        <SearchForm className="mx-4 hidden max-w-md grow md:block" id="search" />
        <div className="ml-auto flex items-center whitespace-nowrap">
          <BalanceLink />
          <LanguageSwitch />
          <CartLink />
          <Account />
        </div>
      </div>
      <div className="shell flex items-center gap-2 pb-2.5 md:hidden">
        <Sections className="-ml-2.5 flex shrink-0" />
        <SearchForm className="min-w-0 grow" id="search-phone" />
      </div>
    </header>
  );
}
