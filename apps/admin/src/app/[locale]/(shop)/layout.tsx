import { buttonClass } from "@sunchak/ui/button";
import { MenuIcon } from "@sunchak/ui/icons";
import { Toasts } from "@sunchak/ui/toast";
import { Wordmark } from "@sunchak/ui/wordmark";
import { LanguageSwitch } from "@sunchak/web/language-switch";
import { Link } from "@sunchak/web/link";
import { pathIn } from "@sunchak/web/locales";
import { Menu } from "@sunchak/web/menu";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LeaveGuard } from "@/form/leave-guard.tsx";
import { RoleProvider } from "@/session/may.tsx";
import { PasswordGate } from "@/session/password-gate.tsx";
import { SignOut } from "@/session/sign-out.tsx";
import { AlertCount } from "@/shell/alert-count.tsx";
import { CommandPalette } from "@/shell/command-palette.tsx";
import { NavLinks } from "@/shell/nav-links.tsx";
import { ApiProvider } from "@/trpc/client.tsx";
import { adminOrSignIn } from "@/trpc/server.tsx";

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const admin = await adminOrSignIn();
  const [locale, t, shell, common] = await Promise.all([
    getLocale(),
    getTranslations("Site"),
    getTranslations("Shell"),
    getTranslations("Common"),
  ]);
  const who = (
    <div className="grid gap-1 border-line border-t pt-3">
      <p className="px-3 text-sm">
        <span className="block font-semibold">{admin.name}</span>
        <span className="block truncate text-ink-muted">{admin.email}</span>
      </p>
      <Link
        className={buttonClass({ look: "quiet", wide: true }, "justify-start!")}
        href="/account"
        prefetch={false}
      >
        {shell("account")}
      </Link>
      <SignOut home={pathIn(locale, "/sign-in")} />
    </div>
  );
  return (
    <RoleProvider role={admin.role}>
      <ApiProvider>
        <LeaveGuard>
          <div className="md:grid md:min-h-dvh md:grid-cols-[15rem_minmax(0,1fr)]">
            <a
              className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-control focus:bg-ink focus:px-4 focus:py-3 focus:text-canvas"
              href="#main"
            >
              {shell("skip")}
            </a>
            <header className="sticky top-0 z-30 flex items-center justify-between border-line border-b bg-canvas px-4 py-2 md:hidden">
              <Link className="rounded-control" href="/">
                <Wordmark name={t("mark")} small />
              </Link>
              <div className="flex items-center">
                <CommandPalette compact />
                <LanguageSwitch />
                <Menu
                  icon={
                    <span className="relative grid size-11 place-items-center">
                      <MenuIcon className="size-6" />
                      <AlertCount />
                    </span>
                  }
                  label={shell("menu")}
                >
                  <div className="grid gap-3">
                    <NavLinks />
                    {who}
                  </div>
                </Menu>
              </div>
            </header>
            <header className="sticky top-0 hidden h-dvh flex-col gap-5 overflow-y-auto border-line border-r p-4 md:flex">
              <div className="flex items-center justify-between">
                <Link className="rounded-control px-1" href="/">
                  <Wordmark name={t("mark")} small />
                </Link>
                <LanguageSwitch />
              </div>
              <CommandPalette />
              <NavLinks />
              <div className="mt-auto">{who}</div>
            </header>
            <main className="min-w-0 pb-12 md:pb-20" id="main" tabIndex={-1}>
              <Toasts closeLabel={common("close")}>
                <PasswordGate email={admin.email}>{children}</PasswordGate>
              </Toasts>
            </main>
          </div>
        </LeaveGuard>
      </ApiProvider>
    </RoleProvider>
  );
}
