/** A type of schema.org with its properties. */
export interface Thing {
  "@type": string;
  [property: string]: string | number | Thing | (string | Thing)[] | undefined;
}

/** What search engines read of a page, after schema.org. No browser runs it. */
export function JsonLd({ things }: { things: Thing[] }) {
  const text = JSON.stringify({ "@context": "https://schema.org", "@graph": things });
  // Names and descriptions are anybody's texts: none may end the element.
  return <script type="application/ld+json">{text.replaceAll("<", "\\u003c")}</script>;
}
