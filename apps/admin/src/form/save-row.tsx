import { Button } from "@sunchak/ui/button";
import { useTranslations } from "next-intl";

interface SaveRowProps {
  /** The words of the button that submits the form. */
  submit: string;
  busy: boolean;
  isDirty: boolean;
  /** What was done, while nothing else was typed. */
  done?: string | null;
}

/** The last row of a form: the button, and whether everything typed is saved. */
export function SaveRow({ submit, busy, isDirty, done }: SaveRowProps) {
  const t = useTranslations("Unsaved");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button busy={busy} type="submit">
        {submit}
      </Button>
      <span className={isDirty ? "text-ink-muted" : "text-positive"} role="status">
        {busy ? "" : isDirty ? t("dirty") : done}
      </span>
    </div>
  );
}
