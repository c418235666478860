import NextLink from "next/link";
import { useLocale } from "next-intl";
import type { ComponentProps } from "react";
import { pathIn } from "./locales.ts";
import { Pending } from "./pending.tsx";

type LinkProps = Omit<ComponentProps<typeof NextLink>, "href"> & { href: string };

/** A link within the shop that stays in the page's language; for server and client components. */
export function Link({ href, children, ...rest }: LinkProps) {
  return (
    <NextLink {...rest} href={pathIn(useLocale(), href)}>
      {children}
      <Pending />
    </NextLink>
  );
}
