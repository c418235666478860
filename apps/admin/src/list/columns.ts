import type { Column } from "@sunchak/ui/data-table";

/**
 * A list's columns, in their order: one for each field of a row, or null for a field that another
 * column shows, or none. So a new field does not compile before somebody decided where it is shown.
 */
export type Columns<Row> = { [Field in keyof Row]-?: Omit<Column<Row>, "key"> | null };

export const columnsOf = <Row>(columns: Columns<Row>): Column<Row>[] =>
  Object.entries<Omit<Column<Row>, "key"> | null>(columns).flatMap(([key, column]) =>
    column ? [{ key, ...column }] : [],
  );
