import { Alert } from "@sunchak/ui/alert";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

interface StockLeftProps {
  lines: {
    productId: string;
    /** Null for a product that is no longer sold. */
    name: string | null;
    /** How many can still be bought. */
    left: number;
  }[];
  action?: ReactNode;
  /** Whether anything was ordered or paid. */
  children: ReactNode;
}

/** Names the products that cannot be bought as asked, and what is left of each. */
export function StockLeft({ lines, action, children }: StockLeftProps) {
  const t = useTranslations("StockLeft");
  return (
    <Alert action={action} title={t("title")} tone="caution">
      <ul>
        {lines.map(({ productId, name, left }) => (
          <li key={productId}>
            {name === null
              ? t("gone")
              : left > 0
                ? t("left", { name, count: left })
                : t("none", { name })}
          </li>
        ))}
      </ul>
      {children}
    </Alert>
  );
}
