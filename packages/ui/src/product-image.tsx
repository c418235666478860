import { clsx } from "clsx";

interface ProductImageProps {
  src: string | null;
  /** Empty where the product's name stands beside it. */
  alt?: string;
  /** For the picture that people see first. */
  eager?: boolean;
  className?: string;
}

/** A product's square picture; the surface stays when there is none. */
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
