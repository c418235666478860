import type { Viewport } from "next";

/** Lets the browser's own bars take the pages' colour, `--canvas` of the theme. */
export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#101214" },
  ],
};
