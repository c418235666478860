/** The scripts and styles that a page names, as paths of its server. */
export async function findFiles(url: string): Promise<string[]> {
  const html = await (await fetch(url)).text();
  const tags = html.match(/<(?:script|link)\s[^>]*>/g) ?? [];
  const paths = tags.flatMap((tag) => {
    const isLoaded = /^<script|rel="stylesheet"|as="script"/.test(tag);
    const path = /\s(?:src|href)="(\/[^"]*)"/.exec(tag)?.[1];
    return isLoaded && path ? [path.replaceAll("&amp;", "&")] : [];
  });
  return [...new Set(paths)];
}
