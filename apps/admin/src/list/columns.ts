import type { Column } from "@sunchak/ui/data-table";

/**
 * A list's columns, in their order: one for each field of a row. Null is for a field that another
 * column shows, or that the list does not show. A new field does not compile until it is listed.
 */
export type Columns<Row> = { [Field in keyof Row]-?: Omit<Column<Row>, "key"> | null };

export const columnsOf = <Row>(columns: Columns<Row>): Column<Row>[] =>
  Object.entries<Omit<Column<Row>, "key"> | null>(columns).flatMap(([key, column]) =>
    column ? [{ key, ...column }] : [],
  );
