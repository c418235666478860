interface ProductImageProps {
  src: string | null;
  /** Empty where the product's name stands beside it. */
  alt?: string;
  /** For the picture that people see first. */
  eager?: boolean;
  className?: string;
}

/** A product's square picture; the surface stays when there is none. */
export function ProductImage({ src, alt = "", eager, className = "" }: ProductImageProps) {
  if (!src)
    return <span aria-hidden="true" className={`block aspect-square bg-sunken ${className}`} />;
  return (
    // biome-ignore lint/performance/noImgElement: the pictures are vectors, there is nothing to resize
    <img
      alt={alt}
      className={`aspect-square w-full bg-sunken object-cover ${className}`}
      decoding="async"
      fetchPriority={eager ? "high" : undefined}
      height={800}
      loading={eager ? "eager" : "lazy"}
      src={src}
      width={800}
    />
  );
}
