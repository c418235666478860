import { servePages } from "@sunchak/host";

await servePages({ app: "storefront", from: import.meta.dirname });
