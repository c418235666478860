import { clsx } from "clsx";

interface ProductImageProps {
  src: string | null;
  /** Leave it empty where the product's name stands beside the picture. */
  alt?: string;
  /** For a picture in the first viewport. */
  eager?: boolean;
  className?: string;
}

/** A product's square picture; without one, an empty surface keeps its place. */
export function ProductImage({ src, alt = "", eager, className }: ProductImageProps) {
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
      src={src}
      width={800}
    />
  );
}
