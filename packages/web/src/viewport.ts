import type { Viewport } from "next";

/** Gives the browser's own bars the colour of the pages, `--canvas` of the theme. */
export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#101214" },
  ],
};
