// @types/subset-font does not know `keepFeatures`.
declare module "subset-font" {
  /** Cuts a font to the signs of a text. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: "woff2";
      variationAxes: Record<string, { min: number; max: number }>;
      /** OpenType features, by their four letters. */
      keepFeatures: string[];
      noHinting: boolean;
    },
  ): Promise<Buffer>;
}
