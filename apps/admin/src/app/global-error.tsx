"use client";

import "./globals.css";

/** The last resort when even the layout failed to render; so it speaks both languages. */
export default function AdminFailure() {
  return (
    <html lang="ko">
      <body className="grid place-content-center gap-3 p-8 font-sans">
        <h1 className="font-bold text-2xl">페이지를 열지 못했어요</h1>
        <p>잠시 뒤에 새로 고쳐 주세요.</p>
        <p lang="en">This page couldn’t be opened. Reload it in a moment.</p>
      </body>
    </html>
  );
}
