"use client";

import { Dialog } from "@sunchak/ui/dialog";
import { controlClass } from "@sunchak/ui/field";
import { SearchIcon } from "@sunchak/ui/icons";
import { pathIn } from "@sunchak/web/locales";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { useLeave } from "@/form/leave-guard.tsx";
import { sections } from "./sections.ts";

/** Lists that the palette can search directly. */
const searched = ["orders", "products", "shoppers"] as const;

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
  const nav = useTranslations("Nav");
  const locale = useLocale();
  const router = useRouter();
  const leave = useLeave();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const armed = useRef(0);
  const input = useRef<HTMLInputElement>(null);

  const wish = typed.trim();
  const commands = [
    ...sections
      .filter(
        ({ name, key }) => nav(name).toLowerCase().includes(wish.toLowerCase()) || key === wish,
      )
      .map(({ name, href, key }) => ({ id: name, words: nav(name), hint: `g ${key}`, href })),
    ...(wish
      ? searched.map((name) => ({
          id: `find-${name}`,
          words: t(`find.${name}`, { q: wish }),
          hint: "",
          href: `/${name}?q=${encodeURIComponent(wish)}`,
        }))
      : []),
  ];
  const current = Math.min(chosen, commands.length - 1);

  function go(href: string) {
    setOpen(false);
    setTyped("");
    setChosen(0);
    leave(() => router.push(pathIn(locale, href)));
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
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
    } else if (event.key === "g") {
      armed.current = Date.now();
    } else if (Date.now() - armed.current < SECOND_KEY_MS) {
      armed.current = 0;
      const section = sections.find(({ key }) => key === event.key);
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

  function submit(event: FormEvent) {
    event.preventDefault();
    const command = commands[current];
    if (command) go(command.href);
  }

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
        <form className="grid gap-3" onSubmit={submit}>
          <input
            aria-activedescendant={commands[current] && `${compact}-${commands[current].id}`}
            aria-controls={`palette-${compact}`}
            aria-expanded="true"
            aria-label={t("label")}
            autoComplete="off"
            className={controlClass}
            onChange={(event) => {
              setTyped(event.target.value);
              setChosen(0);
            }}
            onKeyDown={(event) => {
              const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
              if (step === 0) return;
              event.preventDefault();
              setChosen((current + step + commands.length) % Math.max(1, commands.length));
            }}
            placeholder={t("placeholder")}
            ref={input}
            role="combobox"
            value={typed}
          />
          <div
            aria-label={t("label")}
            className="grid gap-0.5"
            id={`palette-${compact}`}
            role="listbox"
          >
            {commands.map(({ id, words, hint, href }, index) => (
              <button
                aria-selected={index === current}
                className="flex min-h-10 items-center justify-between rounded-control px-3 text-left aria-selected:bg-sunken"
                id={`${compact}-${id}`}
                key={id}
                onClick={() => go(href)}
                onPointerMove={() => setChosen(index)}
                role="option"
                tabIndex={-1}
                type="button"
              >
                {words}
                <kbd className="font-sans text-ink-muted text-xs">{hint}</kbd>
              </button>
            ))}
          </div>
          <p className="text-ink-muted text-sm max-md:hidden">{t("keys")}</p>
        </form>
      </Dialog>
    </>
  );
}
