// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../app_context";

export interface Shown<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly number?: boolean;
  /** Not broken over lines: a date, a state. */
  readonly short?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: readonly Shown<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** So many rows at first, more by a button. */
  step?: number;
  /** The caption is the record's own words, in this language. */
  captionLang?: string;
  /** The caption is for screen readers alone. */
  quiet?: boolean;
}

const classOf = <Row,>(column: Shown<Row>) => (column.number ? "number" : column.short ? "short" : undefined);

/** A table; on a phone each row becomes a block, and each cell carries its column's title. */
export function Table<Row>({ caption, columns, rows, keyOf, step = 100, quiet, captionLang }: Props<Row>) {
  const { t } = useApp();
  const [most, setMost] = useState(step);
  if (rows.length === 0) return <p class="notice">{t.nothing}</p>;
  return (
    <>
      <table role="table">
        <caption lang={captionLang} class={quiet ? "unseen" : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => <th key={column.title} role="columnheader" scope="col" class={classOf(column)}>{column.title}</th>)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.slice(0, most).map((row) => (
            <tr role="row" key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.title} role="cell" class={classOf(column)} data-title={column.title}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <button type="button" class="more" onClick={() => setMost(most + step)}>{t.more} ({most} / {rows.length})</button>
      )}
    </>
  );
}
