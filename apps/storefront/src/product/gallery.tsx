"use client";

import { ChevronLeftIcon, ChevronRightIcon, PlusIcon } from "@sunchak/ui/icons";
import { ProductImage } from "@sunchak/ui/product-image";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactElement, useRef, useState } from "react";

/** How wide the shown picture is; the small ones share its file. */
const FRAME = "(min-width: 64rem) 55vw, 100vw";

interface GalleryProps {
  /** The product's name. */
  name: string;
  /** Public paths; null for a product without pictures. */
  images: (string | null)[];
}

/**
 * A product's pictures, one at a time: swiped, chosen below, or walked through by the arrow keys. A
 * press opens the picture large. Without scripts they still scroll.
 */
export function Gallery({ name, images }: GalleryProps) {
  const t = useTranslations("Gallery");
  const row = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(0);
  const [large, setLarge] = useState<ReactElement | null>(null);
  const many = images.length > 1;

  function show(index: number) {
    const to = Math.max(0, Math.min(index, images.length - 1));
    row.current?.scrollTo({ left: to * row.current.clientWidth });
  }

  function walk(event: KeyboardEvent) {
    const to = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: images.length - 1 };
    if (!many || !(event.key in to)) return;
    event.preventDefault();
    show(to[event.key as keyof typeof to]);
  }

  async function enlarge(index: number) {
    const loaded = await import("./large-picture.tsx").catch(() => null);
    // Without the code, the browser shows the file itself.
    if (!loaded) return window.location.assign(images[index] ?? "");
    const { LargePicture } = loaded;
    setLarge(
      <LargePicture first={index} images={images} name={name} onClose={() => setLarge(null)} />,
    );
  }

  const turn =
    "absolute top-1/2 hidden size-11 -translate-y-1/2 place-items-center rounded-full bg-canvas/85 hover:bg-canvas aria-disabled:opacity-35 lg:grid";
  return (
    <section aria-label={t("pictures")}>
      <div className="relative">
        <ul
          className="flex snap-x snap-mandatory overflow-x-auto scroll-smooth rounded-panel [scrollbar-width:none]"
          onKeyDown={walk}
          onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
            setShown(Math.round(scrollLeft / Math.max(1, clientWidth)))
          }
          ref={row}
          // The row scrolls sideways; with focus, the arrow keys turn it.
          tabIndex={many ? 0 : undefined}
        >
          {images.map((image, index) => (
            <li className="w-full shrink-0 snap-start" key={image ?? "none"}>
              {image ? (
                <button
                  aria-label={t("enlarge", { name, number: index + 1 })}
                  className="block w-full cursor-zoom-in focus-visible:-outline-offset-4"
                  onClick={() => void enlarge(index)}
                  type="button"
                >
                  <ProductImage
                    sizes={FRAME}
                    alt={t("picture", { name, number: index + 1 })}
                    eager={index === 0}
                    src={image}
                  />
                </button>
              ) : (
                <ProductImage sizes={FRAME} src={null} />
              )}
            </li>
          ))}
        </ul>
        <span
          aria-hidden="true"
          className="pointer-events-none absolute right-3 bottom-3 flex items-center gap-1.5 rounded-full bg-canvas/85 px-3 py-1.5 text-sm tabular-nums"
        >
          <PlusIcon className="size-4" />
          {many ? `${shown + 1} / ${images.length}` : null}
        </span>
        {many ? (
          <>
            <button
              aria-disabled={shown === 0}
              aria-label={t("before")}
              className={`${turn} left-3`}
              onClick={() => show(shown - 1)}
              type="button"
            >
              <ChevronLeftIcon />
            </button>
            <button
              aria-disabled={shown === images.length - 1}
              aria-label={t("next")}
              className={`${turn} right-3`}
              onClick={() => show(shown + 1)}
              type="button"
            >
              <ChevronRightIcon />
            </button>
          </>
        ) : null}
      </div>
      {many ? (
        <ul className="noscript:hidden mt-3 flex gap-2 overflow-x-auto p-1 [scrollbar-width:none]">
          {images.map((image, index) => (
            <li key={image ?? "none"}>
              <button
                aria-current={index === shown}
                aria-label={t("show", { number: index + 1 })}
                className="block w-16 overflow-hidden rounded-control border-2 border-transparent opacity-70 hover:opacity-100 aria-[current=true]:border-ink aria-[current=true]:opacity-100 sm:w-20"
                onClick={() => show(index)}
                type="button"
              >
                <ProductImage sizes={FRAME} src={image} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {large}
    </section>
  );
}
