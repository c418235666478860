import { join } from "node:path";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { defaultLocale, locales } from "./locales.ts";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./src/i18n/request.ts",
  experimental: {
    createMessagesDeclaration: `./messages/${defaultLocale}.json`,
    // Messages are compiled while building, so that no page ships a parser for them.
    messages: { path: "./messages", format: "json", locales: "infer", precompile: true },
  },
});

/** How Next builds and serves either app. Paths start at the app's folder, where Next runs. */
export const nextConfig: NextConfig = withNextIntl({
  poweredByHeader: false,
  // A page's head is whole in its first bytes, for every reader: a kept page is rendered for none.
  htmlLimitedBots: /.*/,
  // No page resizes pictures. Next's image optimizer would fetch and log any URL that a client
  // names.
  images: { unoptimized: true },
  // React's unused exports, and those of other CommonJS files, stay out of the pages.
  experimental: { turbopackCjsTreeShaking: true },
  // Types are checked by `npm test`, for all packages at once.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: [
    "@sunchak/api",
    "@sunchak/auth",
    "@sunchak/core",
    "@sunchak/db",
    "@sunchak/env",
    "@sunchak/host",
    "@sunchak/jobs",
    "@sunchak/lock",
    "@sunchak/ui",
    "@sunchak/web",
  ],
  turbopack: {
    root: join(process.cwd(), "../.."),
    // Browsers get Next's own client from its ESM build: Turbopack takes the CommonJS one, which it
    // cannot trim, and which is 14 kB of gzip larger on each page (decision 24).
    rules: {
      "*.js": {
        condition: {
          all: ["browser", "production", { path: /\/next\/dist\/(client|lib|server|shared)\// }],
        },
        loaders: ["@sunchak/web/next-esm-loader"],
      },
    },
  },
  // The default language has no prefix: its pages are rewritten rather than redirected.
  redirects: async () => [
    { source: `/${defaultLocale}`, destination: "/", permanent: false },
    { source: `/${defaultLocale}/:path+`, destination: "/:path+", permanent: false },
  ],
  rewrites: async () => ({
    beforeFiles: [
      { source: "/", destination: `/${defaultLocale}` },
      {
        source: `/:path((?!(?:${[...locales, "api"].join("|")})(?:/|$)|_next/|.*\\..*).+)`,
        destination: `/${defaultLocale}/:path`,
      },
    ],
  }),
});
