import { Skeleton } from "@sunchak/ui/skeleton";
import { getTranslations } from "next-intl/server";

export default async function Loading() {
  const t = await getTranslations("Common");
  return (
    <div className="grid max-w-6xl gap-6 px-4 pt-5 sm:px-8 sm:pt-8">
      <p className="sr-only" role="status">
        {t("loading")}
      </p>
      <Skeleton className="h-9 w-40" />
      <Skeleton className="h-11" />
      <Skeleton className="h-96" />
    </div>
  );
}
