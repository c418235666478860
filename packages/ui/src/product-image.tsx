import { clsx } from "clsx";

interface ProductImageProps {
  src: string | null;
  /** Leave it empty where the product's name stands beside the picture. */
  alt?: string;
  /** For a picture in the first viewport. */
  eager?: boolean;
  /** How wide it is shown, as the attribute says it: so a tile loads no picture of a window. */
  sizes: string;
  className?: string;
}

/** An uploaded picture in each width that the shop serves; a drawing fits any. */
const copiesOf = (src: string) =>
  src.startsWith("/uploads/")
    ? `${src}?width=400 400w, ${src}?width=800 800w, ${src} 1600w`
    : undefined;

/** A product's square picture; without one, an empty surface keeps its place. */
export function ProductImage({ src, alt = "", eager, sizes, className }: ProductImageProps) {
  const surface = clsx("block aspect-square w-full bg-sunken", className);
  if (!src) return <span aria-hidden="true" className={surface} />;
  return (
    <img
      alt={alt}
      className={clsx(surface, "object-cover")}
      decoding="async"
      fetchPriority={eager ? "high" : undefined}
      height={800}
      loading={eager ? "eager" : "lazy"}
      sizes={sizes}
      src={src}
      srcSet={copiesOf(src)}
      width={800}
    />
  );
}
