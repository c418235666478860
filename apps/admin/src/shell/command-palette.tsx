"use client";

import { Dialog } from "@sunchak/ui/dialog";
import { controlClass } from "@sunchak/ui/field";
import { SearchIcon } from "@sunchak/ui/icons";
import { pathIn } from "@sunchak/web/locales";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, type Ref, useEffect, useEffectEvent, useRef, useState } from "react";
import { useLeave } from "@/form/leave-guard.tsx";
import { letterOf, sections } from "./sections.ts";

/** Lists that the palette can search directly. */
const searched = ["orders", "products", "shoppers"] as const;

/** What can be begun from anywhere, with what each language calls it. */
const beginnings = [
  { name: "newProduct", href: "/products/new", words: ["상품 만들기", "New product"] },
  {
    name: "newCampaign",
    href: "/campaigns/new",
    words: ["쿠폰 캠페인 만들기", "New coupon campaign"],
  },
] as const;

/** How long after `g` the second key of a shortcut may come, in milliseconds. */
const SECOND_KEY_MS = 1_200;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Opens any page by a few letters: Ctrl/⌘ K. Its wide form, of which a page has one, also handles
 * the shortcuts: `g` and a section's letter, `/` for the list's search.
 */
export function CommandPalette({ compact = false }: { compact?: boolean }) {
  const t = useTranslations("Palette");
  const locale = useLocale();
  const router = useRouter();
  const leave = useLeave();
  const [open, setOpen] = useState(false);
  const armed = useRef(0);
  const input = useRef<HTMLInputElement>(null);

  function go(href: string) {
    setOpen(false);
    leave(() => router.push(pathIn(locale, href)));
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const letter = letterOf(event);
    if ((event.ctrlKey || event.metaKey) && letter === "k") {
      event.preventDefault();
      setOpen((before) => !before);
      return;
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "/") {
      const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
      if (search) event.preventDefault();
      search?.focus();
    } else if (letter === "g") {
      armed.current = Date.now();
    } else if (Date.now() - armed.current < SECOND_KEY_MS) {
      armed.current = 0;
      const section = sections.find(({ key }) => key === letter);
      if (section) go(section.href);
    }
  });

  useEffect(() => {
    if (compact) return;
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [compact]);

  // The dialog opens in an effect of its own, and would put the focus on its close button.
  useEffect(() => {
    if (open) input.current?.focus();
  }, [open]);

  return (
    <>
      {compact ? (
        <button
          aria-label={t("open")}
          className="grid size-11 place-items-center rounded-control hover:bg-sunken"
          onClick={() => setOpen(true)}
          type="button"
        >
          <SearchIcon />
        </button>
      ) : (
        <button
          className="flex min-h-10 items-center gap-2 rounded-control border border-line px-3 text-ink-muted hover:border-line-strong"
          onClick={() => setOpen(true)}
          type="button"
        >
          <SearchIcon className="size-4" />
          <span className="grow text-left">{t("open")}</span>
          <kbd className="font-sans text-xs">Ctrl K</kbd>
        </button>
      )}
      <Dialog closeLabel={t("close")} onClose={() => setOpen(false)} open={open} title={t("title")}>
        {open ? <Commands go={go} ref={input} /> : null}
      </Dialog>
    </>
  );
}

interface CommandsProps {
  go(href: string): void;
  /** The field. */
  ref: Ref<HTMLInputElement>;
}

/** The sections that the typed letters name, and searches for what was typed. */
function Commands({ go, ref }: CommandsProps) {
  const t = useTranslations("Palette");
  const nav = useTranslations("Nav");
  const [typed, setTyped] = useState("");
  const wish = typed.trim();
  const isIn = (words: string) => words.toLowerCase().includes(wish.toLowerCase());
  const named = sections.filter(({ key, words }) => words.some(isIn) || key === wish);
  const begun = wish === "" ? [] : beginnings.filter(({ words }) => words.some(isIn));
  return (
    // Its own filter would sort by likeness, and drop the searches.
    <Command className="grid gap-3" label={t("label")} shouldFilter={false} vimBindings={false}>
      <Command.Input
        className={controlClass}
        onValueChange={setTyped}
        placeholder={t("placeholder")}
        ref={ref}
        value={typed}
      />
      <Command.List className="[&>div]:grid [&>div]:gap-0.5" label={t("label")}>
        {named.map(({ name, href, key }) => (
          <Item hint={`g ${key}`} key={name} onSelect={() => go(href)} value={name}>
            {nav(name)}
          </Item>
        ))}
        {begun.map(({ name, href }) => (
          <Item key={name} onSelect={() => go(href)} value={name}>
            {t(name)}
          </Item>
        ))}
        {wish === ""
          ? null
          : searched.map((name) => (
              <Item
                key={name}
                onSelect={() => go(`/${name}?q=${encodeURIComponent(wish)}`)}
                value={`find-${name}`}
              >
                {t(`find.${name}`, { q: wish })}
              </Item>
            ))}
      </Command.List>
      <p className="text-ink-muted text-sm max-md:hidden">{t("keys")}</p>
    </Command>
  );
}

interface ItemProps {
  value: string;
  onSelect(): void;
  hint?: string;
  children: ReactNode;
}

function Item({ hint, children, ...rest }: ItemProps) {
  return (
    <Command.Item
      {...rest}
      className="flex min-h-10 cursor-pointer items-center justify-between rounded-control px-3 aria-selected:bg-sunken"
    >
      {children}
      <kbd className="font-sans text-ink-muted text-xs">{hint}</kbd>
    </Command.Item>
  );
}
