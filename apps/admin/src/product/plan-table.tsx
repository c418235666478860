import type { CellChange, PlannedRow } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { Button } from "@sunchak/ui/button";
import { DataTable } from "@sunchak/ui/data-table";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { formatCount, formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

/** How many rows are shown at first, and more at each press. */
const SHOWN = 50;

/** Each row of a file with what it would change, and why it cannot. */
export function PlanTable({ rows }: { rows: PlannedRow[] }) {
  const t = useTranslations("Import");
  const locale = useLocale();
  const [shown, setShown] = useState(SHOWN);
  return (
    <div className="grid gap-4">
      <DataTable
        caption={t("rows")}
        columns={[
          {
            key: "line",
            head: t("line"),
            cell: ({ line }) => (
              <span className="text-ink-muted tabular-nums">{formatCount(line, locale)}</span>
            ),
          },
          {
            key: "product",
            head: t("product"),
            bare: true,
            cell: (row) => (
              <span className="flex flex-wrap items-center gap-2">
                {row.id === null ? (
                  <>
                    <span className="font-medium">{nameIn(row, locale) || "—"}</span>
                    <Badge tone="positive">{t("new")}</Badge>
                  </>
                ) : (
                  <Link
                    className="font-medium hover:underline"
                    href={`/products/${row.id}`}
                    prefetch={false}
                    target="_blank"
                  >
                    {nameIn(row, locale) || row.id}
                  </Link>
                )}
              </span>
            ),
          },
          {
            key: "change",
            head: t("change"),
            bare: true,
            cell: (row) => <RowOutcome row={row} />,
          },
        ]}
        keyOf={({ line }) => String(line)}
        rows={rows.slice(0, shown)}
      />
      {rows.length > shown ? (
        <Button
          className="justify-self-center"
          look="outline"
          onClick={() => setShown(shown + SHOWN)}
        >
          {t("more", { count: Math.min(SHOWN, rows.length - shown) })}
        </Button>
      ) : null}
    </div>
  );
}

function RowOutcome({ row: { changes, faults } }: { row: PlannedRow }) {
  const t = useTranslations("Import");
  const form = useTranslations("ProductForm");
  const say = useCellWords();
  return (
    <ul className="grid gap-0.5 text-[0.8125rem] leading-relaxed">
      {faults.map(({ field, fault }) => {
        const wrong = `wrong.${field}` as "wrong.name";
        const words = fault === "WRONG" && form.has(wrong) ? form(wrong) : t(`faults.${fault}`);
        return (
          <li className="text-negative" key={field + fault}>
            {t(`fields.${field}`)}: {words}
          </li>
        );
      })}
      {changes.map((change) => (
        <li className="break-words" key={change.field}>
          <span className="text-ink-muted">{t(`fields.${change.field}`)}</span>{" "}
          {change.before === null ? null : (
            <>
              <del className="text-ink-muted">{say(change.field, change.before)}</del>{" "}
              <span aria-hidden="true">→</span>{" "}
            </>
          )}
          {say(change.field, change.after)}
        </li>
      ))}
    </ul>
  );
}

/** How much of a long text is shown. */
const LONG = 80;

function useCellWords() {
  const t = useTranslations("Import");
  const locale = useLocale();
  return (field: CellChange["field"], value: string | number) => {
    if (value === "") return t("nothing");
    if (typeof value === "number") {
      const words = field === "price" ? formatWon(value, locale) : formatCount(value, locale);
      return <span className="whitespace-nowrap tabular-nums">{words}</span>;
    }
    return value.length > LONG ? `${value.slice(0, LONG)}…` : value;
  };
}
