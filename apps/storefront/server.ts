import { servePages } from "@sunchak/host";
import { findKeptPage } from "./src/shell/kept-page.ts";

await servePages({ app: "storefront", from: import.meta.dirname, findKeptPage });
