import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The pictures of the demo's products; the storefront serves them as static files. */
const folder = join(process.cwd(), "../storefront/public/products");

// The build reads them, so that the running app needs none of the storefront's files.
export const dynamic = "force-static";
export const dynamicParams = false;

export async function generateStaticParams() {
  return (await readdir(folder)).map((file) => ({ file }));
}

export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  return new Response(new Uint8Array(await readFile(join(folder, file))), {
    headers: { "Content-Type": "image/svg+xml" },
  });
}
