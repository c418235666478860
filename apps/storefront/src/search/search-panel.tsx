import { CloseIcon, HistoryIcon, SearchIcon } from "@sunchak/ui/icons";
import { Link } from "@sunchak/web/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { optionId } from "./option-id.ts";
import { splitAtMatches } from "./split-at-matches.ts";

/** A page that the search field offers. */
export interface SearchOption {
  key: string;
  name: string;
  path: string;
  /** The search that the page shows; empty for a product's page. */
  q: string;
}

interface OptionsProps {
  /** The id of the listbox. */
  id: string;
  options: SearchOption[];
  /** The place of the option that the keyboard is at; -1 for none. */
  activeIndex: number;
  visit(option: SearchOption): void;
}

interface SearchPanelProps extends OptionsProps {
  /** What is being typed; empty for the recent searches. */
  typed: string;
  /** Whether nothing is found. */
  isInVain: boolean;
  /** Removes one search, or all of them. */
  forget(q?: string): void;
}

/**
 * What opens under the search field: as wide as the header on a phone, else as wide as the field. It
 * takes the focus of a press between its options, because a focus outside the search closes it.
 */
export default function SearchPanel({
  typed,
  isInVain,
  forget,
  ...list
}: SearchPanelProps): ReactNode {
  const t = useTranslations("Search");
  return (
    <div
      className="absolute inset-x-0 top-full z-10 max-h-[70dvh] overflow-y-auto border-line border-y bg-raised p-2 shadow-lift @3xl:mt-2 @3xl:rounded-card @3xl:border"
      tabIndex={-1}
    >
      {isInVain ? (
        <p className="px-3 py-2.5 text-ink-muted">{t("none")}</p>
      ) : typed ? (
        <Options {...list} icon={<SearchIcon />} label={t("suggestions")} search={typed} />
      ) : (
        <RecentSearches {...list} forget={forget} />
      )}
    </div>
  );
}

function Options({
  id,
  options,
  activeIndex,
  visit,
  icon,
  search,
  label,
}: OptionsProps & { icon: ReactNode; search: string; label: string }) {
  return (
    <div aria-label={label} className="flex min-w-0 grow flex-col" id={id} role="listbox">
      {options.map((option, index) => (
        <Link
          aria-selected={index === activeIndex}
          className="flex min-h-11 items-center gap-3 rounded-control px-3 hover:bg-sunken aria-selected:bg-sunken aria-selected:outline-2 aria-selected:outline-focus aria-selected:-outline-offset-2"
          href={option.path}
          id={optionId(id, index)}
          key={option.key}
          onNavigate={(event) => {
            event.preventDefault();
            visit(option);
          }}
          role="option"
          tabIndex={-1}
        >
          <span className="shrink-0 text-ink-muted">{icon}</span>
          <span className="truncate">
            {splitAtMatches(option.name, search).map(({ text, begin, isMatch }) =>
              isMatch ? (
                <mark className="bg-transparent font-bold text-inherit" key={begin}>
                  {text}
                </mark>
              ) : (
                text
              ),
            )}
          </span>
        </Link>
      ))}
    </div>
  );
}

/**
 * What this browser searched for. A listbox may hold options only, so the buttons that remove one
 * are a column beside it.
 */
function RecentSearches({ forget, ...list }: OptionsProps & Pick<SearchPanelProps, "forget">) {
  const t = useTranslations("Search");
  return (
    <>
      <div className="flex items-center justify-between gap-3 pl-3">
        <p className="text-ink-muted text-sm">{t("recent")}</p>
        <button
          className="min-h-11 whitespace-nowrap rounded-control px-3 text-sm hover:bg-sunken"
          onClick={() => forget()}
          type="button"
        >
          {t("forgetAll")}
        </button>
      </div>
      <div className="flex">
        <Options {...list} icon={<HistoryIcon />} label={t("recent")} search="" />
        <div className="grid">
          {list.options.map(({ key, q }) => (
            <button
              aria-label={t("forget", { q })}
              className="grid size-11 place-items-center rounded-control text-ink-muted hover:bg-sunken hover:text-ink"
              key={key}
              onClick={() => forget(q)}
              type="button"
            >
              <CloseIcon className="size-4" />
            </button>
          ))}
        </div>
      </div>
    </>
  );
}
