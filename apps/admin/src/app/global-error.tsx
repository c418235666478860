"use client";

import type { ContentLanguage } from "@sunchak/core/schema";
import "./globals.css";

const words = {
  ko: { title: "페이지를 열지 못했어요", body: "잠시 뒤에 새로 고쳐 주세요." },
  en: { title: "This page couldn’t be opened", body: "Reload it in a moment." },
} satisfies Record<ContentLanguage, object>;

/** The last resort when even the layout failed to render; so it speaks all of the shop's languages. */
export default function AdminFailure() {
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
