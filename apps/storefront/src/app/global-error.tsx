"use client";

import "./globals.css";

/** The last resort when even the layout failed to render; so it speaks both languages. */
export default function ShopFailure() {
  return (
    <html lang="ko">
      <body className="grid place-content-center gap-3 p-8 font-sans">
        <h1 className="font-bold text-2xl">페이지를 열지 못했어요</h1>
        <p>페이지를 여는 것만으로는 결제되거나 충전되지 않아요. 잠시 뒤에 새로 고쳐 주세요.</p>
        <p lang="en">
          This page couldn’t be opened. Opening it took no money. Reload it in a moment.
        </p>
      </body>
    </html>
  );
}
