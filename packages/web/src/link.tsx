import NextLink from "next/link";
import { useLocale } from "next-intl";
import type { ComponentProps } from "react";
import { pathIn } from "./locales.ts";
import { Pending } from "./pending.tsx";

type LinkProps = Omit<ComponentProps<typeof NextLink>, "href"> & { href: string };

/**
 * A link within the shop that stays in the page's language; for server and client components. It
 * is not prefetched: every page is read when it is opened, so two requests a link would gain
 * nothing but its title.
 */
export function Link({ href, children, ...rest }: LinkProps) {
  return (
    <NextLink prefetch={false} {...rest} href={pathIn(useLocale(), href)}>
      {children}
      <Pending />
    </NextLink>
  );
}
