import NextLink from "next/link";
import { useLocale } from "next-intl";
import type { ComponentProps } from "react";
import { pathIn } from "./locales.ts";

type LinkProps = Omit<ComponentProps<typeof NextLink>, "href"> & { href: string };

/** A link within the shop that stays in the page's language; for server and client components. */
export function Link({ href, ...rest }: LinkProps) {
  return <NextLink {...rest} href={pathIn(useLocale(), href)} />;
}
