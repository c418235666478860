import { buttonClass } from "@sunchak/ui/button";
import { ErrorState } from "@sunchak/ui/message";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("NotFound");
  return { title: t("title") };
}

export default async function NotFound() {
  const t = await getTranslations("NotFound");
  return (
    <div className="shell">
      <ErrorState
        action={
          <>
            <Link className={buttonClass()} href="/products">
              {t("products")}
            </Link>
            <Link className={buttonClass({ look: "outline" })} href="/">
              {t("home")}
            </Link>
          </>
        }
        title={t("title")}
      >
        {t("body")}
      </ErrorState>
    </div>
  );
}
