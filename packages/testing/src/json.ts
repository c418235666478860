/** JSON as it was parsed; tests look into it without saying its shape first. */
export type Json = ReturnType<typeof JSON.parse>;
