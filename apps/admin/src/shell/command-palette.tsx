"use client";

import { Dialog } from "@sunchak/ui/dialog";
import { SearchIcon } from "@sunchak/ui/icons";
import { pathIn } from "@sunchak/web/locales";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useLeave } from "@/form/leave-guard.tsx";
import { Commands } from "./commands.tsx";
import { letterOf, sections } from "./sections.ts";

/** How long after `g` the second key of a shortcut may come, in milliseconds. */
const SECOND_KEY_MS = 1_200;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Opens any page or record by a few letters: Ctrl/⌘ K. Its wide form, of which a page has one, also handles
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
