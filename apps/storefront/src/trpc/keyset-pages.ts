import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

/**
 * A list that continues from the cursor of its last page. tRPC's own infinite queries add a
 * `direction` to the input, which the API's strict inputs refuse.
 */
export function keysetPages<Page extends { nextCursor: string | null }>(
  queryKey: QueryKey,
  read: (cursor: string | undefined) => Promise<Page>,
) {
  return infiniteQueryOptions({
    queryKey: [...queryKey, "pages"],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
  });
}

/** How many items a page has. */
export const ORDERS_A_PAGE = 10;
export const ENTRIES_A_PAGE = 20;
