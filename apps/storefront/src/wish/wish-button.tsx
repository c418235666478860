"use client";

import { HeartIcon } from "@sunchak/ui/icons";
import { pathIn, withoutLocale } from "@sunchak/web/locales";
import { signInPath } from "@sunchak/web/return-path";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { readShopper, shopperHere, useShopper } from "@/session/use-shopper.ts";
import { useIsWished } from "./use-wishes.ts";
import { setWish, wishLater } from "./wish-store.ts";

interface WishButtonProps {
  productId: string;
  /** The product's name. */
  name: string;
  /** Over a picture, without words. */
  onPicture?: boolean;
}

/** Puts a product on the wish list or takes it off; a visitor signs in first and comes back. */
export function WishButton({ productId, name, onPicture = false }: WishButtonProps) {
  const t = useTranslations("Wish");
  const wished = useIsWished(productId);
  const { state } = useShopper();
  const router = useRouter();
  const locale = useLocale();

  async function press() {
    const { pathname, search } = window.location;
    if (state === "asking") await readShopper();
    if (shopperHere() !== "") return void setWish(productId, !wished);
    // Who has gone on meanwhile is not led away from there.
    if (window.location.pathname !== pathname) return;
    wishLater(productId);
    router.push(pathIn(locale, signInPath(withoutLocale(pathname) + search)));
  }

  return (
    <button
      aria-label={t("wish", { name })}
      aria-pressed={wished}
      className={
        onPicture
          ? "group/heart absolute top-1 right-1 z-10 grid size-11 place-items-center rounded-full"
          : "grid size-14 shrink-0 place-items-center rounded-control border border-line-strong hover:border-ink hover:bg-sunken"
      }
      onClick={() => void press()}
      type="button"
    >
      <span
        className={
          onPicture
            ? "grid size-9 place-items-center rounded-full bg-canvas/85 group-hover/heart:bg-canvas"
            : undefined
        }
      >
        <HeartIcon className={wished ? "size-5 fill-current" : "size-5"} />
      </span>
    </button>
  );
}
