import { Wordmark } from "@sunchak/ui/wordmark";
import { LanguageSwitch } from "@sunchak/web/language-switch";
import { Link } from "@sunchak/web/link";
import { getTranslations } from "next-intl/server";
import { SearchBox } from "@/search/search-box.tsx";
import { Account } from "./account.tsx";
import { BalanceLink } from "./balance-link.tsx";
import { CartLink } from "./cart-link.tsx";

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
        <SearchBox className="mx-4 hidden max-w-md grow md:block" id="search" />
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
        <SearchBox className="min-w-0 grow" id="search-phone" />
      </div>
    </header>
  );
}
