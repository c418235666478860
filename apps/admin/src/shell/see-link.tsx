import { Link } from "@sunchak/web/link";
import { useTranslations } from "next-intl";

/** Leads to what a fact beside it speaks of. */
export function SeeLink({ href }: { href: string }) {
  const t = useTranslations("Common");
  return (
    <Link className="underline underline-offset-4" href={href} prefetch={false}>
      {t("see")}
    </Link>
  );
}
