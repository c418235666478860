/** The id of an option in a listbox. */
export const optionId = (listId: string, index: number) => `${listId}-${index}`;
