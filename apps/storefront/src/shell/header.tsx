import { Wordmark } from "@sunchak/ui/wordmark";
import { LanguageSwitch } from "@sunchak/web/language-switch";
import { Link } from "@sunchak/web/link";
import { getTranslations } from "next-intl/server";
import { SearchBox } from "@/search/search-box.tsx";
import { Account } from "./account.tsx";
import { BalanceLink } from "./balance-link.tsx";
import { CartLink } from "./cart-link.tsx";
import { HidingHeader } from "./hiding-header.tsx";

/**
 * Links to the shop's two sections. They are in one of two places, depending on the screen's width.
 */
async function Sections({ className }: { className: string }) {
  const t = await getTranslations("Shell");
  const link =
    "grid min-h-11 place-items-center whitespace-nowrap rounded-control px-2.5 font-medium hover:bg-sunken @3xl:px-3";
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
 * without scripts the account, the balance and the number on the cart are missing. What it has room
 * for depends on its own width in letters: large letters on a wide screen get a phone's header.
 */
export async function Header() {
  const site = await getTranslations("Site");
  return (
    <HidingHeader>
      <div className="@container">
        <div className="shell flex min-h-16 @max-3xs:flex-wrap items-center gap-1 @3xl:gap-2">
          <Link className="mr-1 min-w-7! rounded-control @3xl:mr-4 @3xl:shrink-0" href="/">
            <Wordmark name={site("name")} />
          </Link>
          <Sections className="hidden shrink-0 @3xl:flex" />
          <SearchBox className="mx-4 hidden max-w-md grow @3xl:block" id="search" />
          <div className="ml-auto flex @3xs:shrink-0 @max-3xs:flex-wrap items-center whitespace-nowrap">
            {/* What comes later is on the left, so that the rest stays where it is. */}
            <BalanceLink />
            <Account />
            <LanguageSwitch />
            <CartLink />
          </div>
        </div>
        <div className="shell flex flex-wrap items-center gap-x-2 pb-2.5 @3xl:hidden">
          <Sections className="-ml-2.5 flex flex-wrap" />
          <SearchBox className="grow basis-24" id="search-phone" />
        </div>
      </div>
    </HidingHeader>
  );
}
