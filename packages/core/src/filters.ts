import type { Expression, SqlBool } from "@sunchak/db";

/** A condition for each key of a list's input that filters. A key without one does not compile. */
export type Filters<Input, Condition = Expression<SqlBool>> = {
  [Key in keyof Input]-?: (value: NonNullable<Input[Key]>) => Condition | undefined;
};

/** The conditions of the filters that are set. */
export const conditionsOf = <Input extends object, Condition>(
  filters: Filters<Input, Condition>,
  input: Input,
): Condition[] =>
  (Object.keys(filters) as (keyof Input)[]).flatMap((key) => {
    const value = input[key];
    return value === undefined || value === null ? [] : (filters[key](value) ?? []);
  });

/** A filter by a typed text. An empty text filters nothing. */
export const byText =
  <Condition>(condition: (text: string) => Condition) =>
  (text: string): Condition | undefined =>
    text === "" ? undefined : condition(text);
