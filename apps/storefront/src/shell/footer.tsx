import { Link } from "@sunchak/web/link";
import { getTranslations } from "next-intl/server";

/** The foot of every page: the shop's promise and its sections. */
export async function Footer() {
  const [t, site] = await Promise.all([getTranslations("Shell"), getTranslations("Site")]);
  const link = "inline-flex min-h-11 min-w-11 items-center hover:underline";
  return (
    <footer className="border-line border-t bg-sunken">
      <div className="shell grid gap-8 py-12 sm:grid-cols-[1fr_auto]">
        <div className="max-w-md">
          <p className="font-bold">{site("name")}</p>
          <p className="mt-1 text-ink-muted text-sm">{site("promise")}</p>
        </div>
        <nav aria-label={t("footer")} className="flex flex-wrap gap-x-6 text-sm">
          <Link className={link} href="/products" prefetch={false}>
            {t("to.products")}
          </Link>
          <Link className={link} href="/coupons" prefetch={false}>
            {t("to.drops")}
          </Link>
          <Link className={link} href="/orders" prefetch={false}>
            {t("to.orders")}
          </Link>
          <Link className={link} href="/balance" prefetch={false}>
            {t("to.balance")}
          </Link>
        </nav>
      </div>
    </footer>
  );
}
