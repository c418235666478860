/** Parsed JSON; tests read it without declaring its shape. */
export type Json = ReturnType<typeof JSON.parse>;
