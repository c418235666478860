/** A form's fields as they are typed: a number is text, and so is what may be left out. */
export type Typed<Fields> = {
  [Name in keyof Fields]-?: Fields[Name] extends number | null | undefined
    ? string
    : NonNullable<Fields[Name]>;
};
