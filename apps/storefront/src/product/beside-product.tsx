import { getTranslations } from "next-intl/server";
import { caller } from "@/trpc/server.tsx";
import { ProductStrip } from "./product-strip.tsx";

/** What goes with a product: what others bought together with it, and others of its category. */
export async function BesideProduct({ productId }: { productId: string }) {
  const [t, { together, related }] = await Promise.all([
    getTranslations("Beside"),
    caller.product.beside({ id: productId }),
  ]);
  return (
    <>
      {together.length > 0 ? (
        <section aria-labelledby="together-title">
          <h2 className="mb-4 font-bold text-xl" id="together-title">
            {t("together")}
          </h2>
          <ProductStrip products={together} />
        </section>
      ) : null}
      {related.length > 0 ? (
        <section aria-labelledby="related-title">
          <h2 className="mb-4 font-bold text-xl" id="related-title">
            {t("related")}
          </h2>
          <ProductStrip products={related} />
        </section>
      ) : null}
    </>
  );
}
