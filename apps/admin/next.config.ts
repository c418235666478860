export { nextConfig as default } from "@sunchak/web/next-config";
