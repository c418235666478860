"use client";

import type { ContentLanguage } from "@sunchak/core/schema";
import "./globals.css";

const words = {
  ko: {
    title: "지금은 페이지를 열 수 없어요",
    body: "결제나 충전이 새로 이루어지지는 않았어요. 잠시 뒤에 새로 고쳐 주세요.",
  },
  en: {
    title: "This page can’t be opened right now",
    body: "Nothing was charged. Please reload in a moment.",
  },
} satisfies Record<ContentLanguage, object>;

/** The last resort when even the layout failed to render; so it speaks all of the shop's languages. */
export default function ShopFailure() {
  return (
    <html lang="ko">
      <body className="grid place-content-center gap-6 p-8 font-sans">
        {Object.entries(words).map(([language, { title, body }]) => (
          <div className="grid gap-2" key={language} lang={language}>
            <h1 className="font-bold text-2xl">{title}</h1>
            <p>{body}</p>
          </div>
        ))}
      </body>
    </html>
  );
}
