import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProductForm } from "@/product/product-form.tsx";
import { Page } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Products");
  return { title: t("create") };
}

export default async function NewProductPage(props: PageInput) {
  await openPage(props, "product.create");
  const [t, { items }] = await Promise.all([
    getTranslations("Products"),
    caller.product.categories(),
  ]);
  return (
    <Page back={{ href: "/products", words: t("title") }} title={t("create")}>
      <ProductForm categories={items} />
    </Page>
  );
}
