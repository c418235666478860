import { IMPORT_ROWS_MAX } from "@sunchak/core/schema";
import { buttonClass } from "@sunchak/ui/button";
import { languages } from "@sunchak/web/locales";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { hrefOf } from "@/list/read-query.ts";
import { ImportView } from "@/product/import-view.tsx";
import { Page } from "@/shell/page.tsx";
import { openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Import");
  return { title: t("title") };
}

export default async function ImportPage(props: PageInput) {
  const { locale } = await openPage(props, "product.import");
  const [t, products] = await Promise.all([getTranslations("Import"), getTranslations("Products")]);
  return (
    <Page
      actions={
        <a
          className={buttonClass({ look: "outline" })}
          download
          href={hrefOf("/api/products.csv", { locale: languages[locale].content })}
        >
          {products("export")}
        </a>
      }
      back={{ href: "/products", words: products("title") }}
      lead={t("lead", { most: IMPORT_ROWS_MAX })}
      title={t("title")}
    >
      <ImportView />
    </Page>
  );
}
