import type { Expression, SqlBool } from "@sunchak/db";

/** A condition for each key of a list's input that filters. A key without one does not compile. */
export type Filters<Input> = {
  [Key in keyof Input]-?: (value: NonNullable<Input[Key]>) => Expression<SqlBool> | undefined;
};

/** The conditions of the filters that are set. Those that an empty text leaves open are not. */
export const conditionsOf = <Input extends object>(
  filters: Filters<Input>,
  input: Input,
): Expression<SqlBool>[] =>
  (Object.keys(filters) as (keyof Input)[]).flatMap((key) => {
    const value = input[key];
    return (value ?? "") === "" ? [] : (filters[key](value as NonNullable<typeof value>) ?? []);
  });
