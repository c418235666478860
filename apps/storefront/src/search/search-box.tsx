"use client";

import { trimSearch } from "@sunchak/core/trim-search";
import { SearchIcon } from "@sunchak/ui/icons";
import { nameIn, pathIn, withoutLocale } from "@sunchak/web/locales";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import {
  type KeyboardEvent,
  lazy,
  Suspense,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import type { ListQuery } from "@/product/list-query.ts";
import { optionId } from "./option-id.ts";
import { dropSearch, dropSearches, keepSearch, readSearches } from "./recent-searches.ts";
import type { SearchOption } from "./search-panel.tsx";
import { useSuggestions } from "./use-suggestions.ts";

const loadPanel = () => import("./search-panel.tsx");

/** Loaded when somebody searches. Without it, offline for example, the form itself still works. */
const SearchPanel = lazy(() => loadPanel().catch(() => ({ default: () => null })));

/** What stays of a list when it is searched. */
const narrowing = Object.keys({
  category: true,
  minPrice: true,
  maxPrice: true,
  inStock: true,
  sort: true,
} satisfies Record<Exclude<keyof ListQuery, "q" | "page">, true>);

/** The query of the list under the header; empty on every other page. */
function useListed(): URLSearchParams {
  const isList = withoutLocale(usePathname()) === "/products";
  const query = useSearchParams();
  return new URLSearchParams(isList ? query : "");
}

const narrowed = (listed: URLSearchParams): [name: string, value: string][] =>
  narrowing.flatMap((name) => {
    const value = listed.get(name);
    // A filter's form sends the usual order of a list along, which nobody chose for a search.
    const isUsual = name === "sort" && value === "newest" && !listed.has("q");
    return value && !isUsual ? [[name, value]] : [];
  });

/**
 * The page that a search shows; all products for a blank one.
 * @param listed the list that is searched: its category and filters stay.
 */
function searchFor(q: string, listed: URLSearchParams): SearchOption {
  const query = new URLSearchParams([...(q ? [["q", q]] : []), ...narrowed(listed)]);
  return { key: q, name: q, path: query.size > 0 ? `/products?${query}` : "/products", q };
}

/**
 * The shop's search: a form that works without scripts, and with them a combobox that suggests
 * products as one types, or offers the browser's recent searches while nothing is typed.
 *
 * React never writes into the field while one types: that would end an input method's composition.
 */
export function SearchBox({ id, className }: { id: string; className: string }) {
  const locale = useLocale();
  const t = useTranslations("Search");
  const router = useRouter();
  const listed = useListed();
  const searched = trimSearch(listed.get("q") ?? "");
  const field = useRef<HTMLInputElement>(null);
  const [isVisiting, startVisit] = useTransition();
  /** Without the blanks at its ends; null while the panel is closed. */
  const [typed, setTyped] = useState<string | null>(null);
  const [recent, setRecent] = useState<string[]>([]);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const suggestions = useSuggestions(typed ?? "");

  const suggested = suggestions?.map((product) => ({
    key: product.productId,
    name: nameIn(product, locale),
    path: `/products/${product.productId}`,
    q: "",
  }));
  const options =
    typed === null ? [] : typed ? (suggested ?? []) : recent.map((q) => searchFor(q, listed));
  const activeIndex = options.findIndex(({ key }) => key === activeKey);
  const isOpen = options.length > 0;
  const isInVain = suggestions?.length === 0;
  const list = { id: `${id}-options`, options, activeIndex, visit };

  // A page that was not opened from here, by Back for example. What is being typed stays.
  const before = useRef(searched);
  useEffect(() => {
    if (before.current === searched) return;
    before.current = searched;
    if (field.current && field.current !== document.activeElement) field.current.value = searched;
  }, [searched]);

  useEffect(() => {
    if (activeIndex < 0) return;
    document.getElementById(optionId(list.id, activeIndex))?.scrollIntoView({ block: "nearest" });
  }, [list.id, activeIndex]);

  function open(text: string) {
    setRecent(readSearches());
    setTyped(trimSearch(text));
    setActiveKey(null);
  }

  function openIfBlank() {
    if (field.current && trimSearch(field.current.value) === "") open("");
  }

  function close() {
    setTyped(null);
    setActiveKey(null);
  }

  function visit({ path, q }: SearchOption) {
    keepSearch(q);
    close();
    if (field.current) {
      field.current.value = q;
      // It also hides a phone's keyboard.
      field.current.blur();
    }
    startVisit(() => router.push(pathIn(locale, path)));
  }

  function forget(q?: string) {
    if (q === undefined) dropSearches();
    else dropSearch(q);
    setRecent(readSearches());
    // The pressed button is gone.
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // The key is the input method's. Safari tells of it only after the composition has ended.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const active = options[activeIndex];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (typed === null) return open(event.currentTarget.value);
      // The text itself is the place before the first and after the last option.
      const places = options.length + 1;
      const place = activeIndex + 1 + (event.key === "ArrowDown" ? 1 : -1);
      setActiveKey(options[((place + places) % places) - 1]?.key ?? null);
    } else if (event.key === "Escape" && (isOpen || isInVain)) {
      // By itself the browser empties the field, so that takes a second press.
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      visit(active);
    }
  }

  return (
    <search
      className={`@3xl:relative ${className}`}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <form
        action={pathIn(locale, "/products")}
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          visit(searchFor(trimSearch(field.current?.value ?? ""), listed));
        }}
      >
        <label className="sr-only" htmlFor={id}>
          {t("label")}
        </label>
        <noscript>
          {narrowed(listed).map(([name, value]) => (
            <input key={name} name={name} type="hidden" value={value} />
          ))}
        </noscript>
        <button
          aria-label={t("submit")}
          className="absolute inset-y-0 left-0 grid w-11 place-items-center text-ink-muted hover:text-ink"
          type="submit"
        >
          <SearchIcon />
        </button>
        <input
          aria-activedescendant={activeIndex < 0 ? undefined : optionId(list.id, activeIndex)}
          aria-autocomplete="list"
          aria-controls={isOpen ? list.id : undefined}
          aria-expanded={isOpen}
          autoComplete="off"
          className="min-h-11 w-full rounded-full border border-transparent bg-sunken pr-4 pl-11 text-base placeholder:text-ink-muted hover:border-line-strong [&::-webkit-search-cancel-button]:hidden"
          defaultValue={searched}
          enterKeyHint="search"
          id={id}
          maxLength={200}
          name="q"
          onChange={(event) => open(event.currentTarget.value)}
          onClick={openIfBlank}
          onFocus={() => {
            void loadPanel().catch(() => {});
            openIfBlank();
          }}
          onKeyDown={onKeyDown}
          placeholder={t("placeholder")}
          ref={field}
          role="combobox"
          type="search"
        />
      </form>
      <p className="sr-only" role="status">
        {isInVain ? t("none") : null}
        {isOpen ? t(typed ? "found" : "recentFound", { count: options.length }) : null}
      </p>
      {isVisiting ? <span data-pending hidden /> : null}
      {isOpen || isInVain ? (
        <Suspense>
          <SearchPanel {...list} forget={forget} isInVain={isInVain} typed={typed ?? ""} />
        </Suspense>
      ) : null}
    </search>
  );
}
