/** A product's picture in small; beside its name it says nothing more. */
export function ProductImage({ url, className }: { url: string | null; className: string }) {
  return url ? (
    // biome-ignore lint/performance/noImgElement: uploads are small already, and served for ever
    <img alt="" className={`${className} rounded-control bg-sunken object-cover`} src={url} />
  ) : (
    <span aria-hidden="true" className={`${className} block rounded-control bg-sunken`} />
  );
}
