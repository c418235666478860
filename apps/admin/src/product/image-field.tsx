"use client";

import { IMAGE_BYTES_MAX, IMAGES_MAX, type ImageFault } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Button } from "@sunchak/ui/button";
import { ChevronLeftIcon, CloseIcon } from "@sunchak/ui/icons";
import { ProductImage } from "@sunchak/ui/product-image";
import { useCodeWords } from "@sunchak/web/code-words";
import { CallError } from "@sunchak/web/refusal";
import { useTranslations } from "next-intl";
import { type ChangeEvent, type ReactNode, useId, useRef, useState } from "react";

interface Answer {
  url?: string;
  code?: string;
  details?: { reason?: ImageFault } & Record<string, unknown>;
}

/** Uploads a product's pictures; lists show the first one. */
export function ImageField({
  images,
  onChange,
}: {
  images: string[];
  onChange(images: string[]): void;
}) {
  const t = useTranslations("Images");
  const codes = useTranslations("Codes");
  const words = useCodeWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ReactNode>(null);

  function wordsFor(answer: Answer, response: Response): ReactNode {
    const reason = answer.details?.reason;
    const isFault = reason && t.has(`faults.${reason}`);
    return isFault ? t(`faults.${reason}`) : words(new CallError(answer, response));
  }

  async function upload(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file || busy) return;
    // The server also refuses a large file, but a browser that is still sending may miss its response.
    if (file.size > IMAGE_BYTES_MAX) return setFailure(codes("PAYLOAD_TOO_LARGE"));
    setBusy(true);
    setFailure(null);
    try {
      const form = new FormData();
      form.set("file", file);
      const response = await fetch("/api/images", { method: "POST", body: form });
      const answer = (await response.json()) as Answer;
      if (response.ok && answer.url) onChange([...new Set([...images, answer.url])]);
      else setFailure(wordsFor(answer, response));
    } catch {
      setFailure(t("failed"));
    } finally {
      setBusy(false);
    }
  }

  const box =
    "grid size-9 place-items-center rounded-control bg-raised/90 hover:bg-sunken border border-line";
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-medium text-sm">{t("title")}</legend>
      {images.length > 0 ? (
        <ul className="flex flex-wrap gap-3">
          {images.map((url, index) => (
            <li className="relative" key={url}>
              <div className="w-28">
                <ProductImage className="rounded-control" sizes="12rem" src={url} />
              </div>
              <div className="absolute right-1 bottom-1 flex gap-1">
                {index > 0 ? (
                  <button
                    aria-label={t("first", { number: index + 1 })}
                    className={box}
                    onClick={() => onChange([url, ...images.filter((one) => one !== url)])}
                    type="button"
                  >
                    <ChevronLeftIcon className="size-4" />
                  </button>
                ) : null}
                <button
                  aria-label={t("remove", { number: index + 1 })}
                  className={box}
                  onClick={() => onChange(images.filter((one) => one !== url))}
                  type="button"
                >
                  <CloseIcon className="size-4" />
                </button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <input
        accept="image/jpeg,image/png,image/webp,image/avif"
        aria-label={t("add")}
        className="sr-only"
        id={id}
        onChange={(event) => void upload(event)}
        ref={input}
        tabIndex={-1}
        type="file"
      />
      {images.length < IMAGES_MAX ? (
        <Button
          busy={busy}
          className="justify-self-start"
          look="outline"
          onClick={() => input.current?.click()}
        >
          {busy ? t("busy") : t("add")}
        </Button>
      ) : null}
      <p className="text-ink-muted text-sm">{t("hint")}</p>
      {failure ? (
        <Alert role="alert" tone="negative">
          {failure}
        </Alert>
      ) : null}
    </fieldset>
  );
}
