import { Skeleton } from "@sunchak/ui/skeleton";
import { useTranslations } from "next-intl";

/** Stands where a report will be while it is counted. */
export function ReportSkeleton() {
  const t = useTranslations("Reports");
  return (
    <div className="grid gap-6">
      <p className="sr-only" role="status">
        {t("counting")}
      </p>
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        {["a", "b", "c", "d"].map((key) => (
          <Skeleton className="h-[3.125rem]" key={key} />
        ))}
      </div>
      <Skeleton className="h-[18.25rem]" />
      <Skeleton className="h-96" />
    </div>
  );
}
