import { SearchIcon } from "@sunchak/ui/icons";
import { Wordmark } from "@sunchak/ui/wordmark";
import { LanguageSwitch } from "@sunchak/web/language-switch";
import { Link } from "@sunchak/web/link";
import { pathIn } from "@sunchak/web/locales";
import Form from "next/form";
import { getLocale, getTranslations } from "next-intl/server";
import { Account } from "./account.tsx";
import { BalanceLink } from "./balance-link.tsx";
import { CartLink } from "./cart-link.tsx";

async function SearchForm({ id, className }: { id: string; className: string }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("Shell")]);
  return (
    <search className={className}>
      <Form action={pathIn(locale, "/products")} className="relative" prefetch={false}>
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

/**
 * The head of every page, the same for everybody: the browser fills in what is a person's. So
 * without scripts the account, the balance and the number on the cart are missing.
 */
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
          {/* What comes later is on the left, so that the rest stays where it is. */}
          <BalanceLink />
          <Account />
          <LanguageSwitch />
          <CartLink />
        </div>
      </div>
      <div className="shell flex items-center gap-2 pb-2.5 md:hidden">
        <Sections className="-ml-2.5 flex shrink-0" />
        <SearchForm className="min-w-0 grow" id="search-phone" />
      </div>
    </header>
  );
}
