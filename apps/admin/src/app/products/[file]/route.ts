import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Where the pictures of the demo's products are; the storefront serves them as they are. */
const folder = join(process.cwd(), "../storefront/public/products");

// Read when the app is built, so that it needs no files of the storefront's when it runs.
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
