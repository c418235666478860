import { Skeleton } from "@sunchak/ui/skeleton";
import { getTranslations } from "next-intl/server";

/** What stands on a page of the shopper's own while the server makes it. */
export async function PageSkeleton() {
  const t = await getTranslations("Shell");
  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <p className="sr-only" role="status">
        {t("loading")}
      </p>
      <Skeleton className="h-9 w-40" />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
        <Skeleton className="h-80" />
        <Skeleton className="h-64" />
      </div>
    </div>
  );
}
