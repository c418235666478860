import { servePages } from "@sunchak/host";

await servePages({ app: "admin", from: import.meta.dirname });
