import {
  ChevronLeftIcon,
  ChevronRightIcon,
  CloseIcon,
  MinusIcon,
  PlusIcon,
} from "@sunchak/ui/icons";
import { ProductImage } from "@sunchak/ui/product-image";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

interface LargePictureProps {
  name: string;
  images: (string | null)[];
  /** Which picture it opens with, from 0. */
  first: number;
  onClose(): void;
}

/** A product's picture over the whole window, as large as it fits or two and a half times so. */
export function LargePicture({ name, images, first, onClose }: LargePictureProps) {
  const t = useTranslations("Gallery");
  const dialog = useRef<HTMLDialogElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(first);
  const [isNear, setIsNear] = useState(false);
  const src = images[shown];

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    const box = view.current;
    // Nearer, the middle stays in the middle.
    if (box) {
      box.scrollTo({
        left: (box.scrollWidth - box.clientWidth) / 2,
        top: (box.scrollHeight - box.clientHeight) / 2,
      });
    }
  });

  function turn(by: number) {
    setShown((shown + by + images.length) % images.length);
    setIsNear(false);
  }

  function press(event: KeyboardEvent) {
    if (event.key === "+" || event.key === "-") setIsNear(event.key === "+");
    // Nearer, the arrows move the picture.
    if (isNear || images.length < 2) return;
    if (event.key === "ArrowLeft") turn(-1);
    if (event.key === "ArrowRight") turn(1);
  }

  const round = "grid size-11 place-items-center rounded-full bg-canvas/85 hover:bg-canvas";
  return (
    <dialog
      aria-label={t("large", { name })}
      className="m-0 h-dvh max-h-none w-screen max-w-none bg-raised text-ink backdrop:bg-scrim open:animate-[rise_0.2s_var(--ease-settle)]"
      onClose={onClose}
      onKeyDown={press}
      ref={dialog}
    >
      <div
        className={`grid h-full overflow-auto ${isNear ? "" : "place-items-center"}`}
        ref={view}
        // Nearer, it scrolls; with focus, the arrow keys scroll it.
        tabIndex={isNear ? 0 : undefined}
      >
        {src ? (
          <button
            aria-label={t(isNear ? "farther" : "nearer")}
            className={
              isNear ? "block w-[250vmin] cursor-zoom-out" : "block w-[100vmin] cursor-zoom-in"
            }
            onClick={() => setIsNear(!isNear)}
            type="button"
          >
            <ProductImage
              alt={t("picture", { name, number: shown + 1 })}
              eager
              sizes={isNear ? "250vmin" : "100vmin"}
              src={src}
            />
          </button>
        ) : null}
      </div>
      <div className="absolute top-4 right-4 flex gap-2">
        <button
          aria-label={t(isNear ? "farther" : "nearer")}
          className={round}
          onClick={() => setIsNear(!isNear)}
          type="button"
        >
          {isNear ? <MinusIcon /> : <PlusIcon />}
        </button>
        <button
          aria-label={t("close")}
          className={round}
          onClick={() => dialog.current?.close()}
          type="button"
        >
          <CloseIcon />
        </button>
      </div>
      {images.length > 1 ? (
        <div className="absolute inset-x-0 bottom-6 flex items-center justify-center gap-4">
          <button aria-label={t("before")} className={round} onClick={() => turn(-1)} type="button">
            <ChevronLeftIcon />
          </button>
          <p className="rounded-full bg-canvas/85 px-3 py-1.5 tabular-nums" role="status">
            {t("of", { number: shown + 1, count: images.length })}
          </p>
          <button aria-label={t("next")} className={round} onClick={() => turn(1)} type="button">
            <ChevronRightIcon />
          </button>
        </div>
      ) : null}
    </dialog>
  );
}
