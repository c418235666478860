/** How a keyset list goes on: by the cursor that its last page gave. */
export const keysetPages = {
  initialCursor: undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
};
