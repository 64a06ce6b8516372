// SPDX-License-Identifier: Apache-2.0
// A document whose keys this page does not know one by one: sentences, charts and tables are recognised by their form, as
// all documents of the API are built of these three.
import type { Chart, Head, Sentence } from "../documents";
import { LineChart, spanOf } from "./LineChart";
import { Sentences, SourceLink } from "./SourceLink";
import { Table } from "./Table";

type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);
const isSentence = (value: unknown): value is Sentence => isRow(value) && typeof value["text"] === "string" && Array.isArray(value["sources"]) && Object.keys(value).length === 2;
const isChart = (value: unknown): value is Chart => isRow(value) && Array.isArray(value["lines"]) && typeof value["title"] === "string";

const headKeys = new Set(["schema", "version", "as_of", "vintage"]);

export const titleOf = (key: string) => (key.charAt(0).toUpperCase() + key.slice(1)).replaceAll("_", " ");

/** A value in words: numbers to four digits, a member "text" where there is one, members one after the other elsewhere. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
  if (typeof value === "boolean") return value ? "✓" : "–";
  if (Array.isArray(value)) return value.map(inWords).join(", ");
  if (isRow(value)) return typeof value["text"] === "string" ? value["text"] : Object.entries(value).map(([key, each]) => `${titleOf(key)} ${inWords(each)}`).join("; ");
  return String(value);
}

const sourcesOf = (row: Row) => (Array.isArray(row["sources"]) ? row["sources"].filter((id): id is string => typeof id === "string") : []);

/** The rows of each table of a document, with the table's key. */
export function tablesOf(document: Head): { key: string; rows: readonly Row[] }[] {
  return Object.entries(document).flatMap(([key, value]) =>
    Array.isArray(value) && value.length > 0 && value.every(isRow) && !value.every(isSentence) ? [{ key, rows: value as Row[] }] : []);
}

function Block({ name, value, without = [] }: { name: string; value: unknown; without?: readonly string[] }) {
  if (isChart(value)) {
    return (
      <figure><figcaption><h2>{value.title}</h2> <span class="small">{value.unit}</span> <SourceLink ids={value.sources} /></figcaption>
        <LineChart chart={value} span={spanOf([value])} height={220} full /><p class="small">{value.summary}</p></figure>
    );
  }
  if (Array.isArray(value) && value.every(isSentence)) return value.length === 0 ? null : <Sentences of={value} />;
  if (Array.isArray(value) && value.length > 0 && value.every(isRow)) {
    const rows = value as Row[];
    const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => key !== "sources" && !without.includes(key) && !rows.some((row) => isChart(row[key])));
    return (
      <section><h2>{titleOf(name)}</h2>
        <Table caption={titleOf(name)} quiet rows={rows} keyOf={(row) => JSON.stringify(row)} columns={keys.map((key, i) => ({
          title: titleOf(key), number: typeof rows[0]?.[key] === "number",
          cell: (row: Row) => <>{inWords(row[key])} {i === 0 && <SourceLink ids={sourcesOf(row)} />}</>,
        }))} />
        {rows.flatMap((row) => Object.entries(row).filter(([, each]) => isChart(each)).map(([key, each]) => <Block key={key + inWords(row["id"])} name={key} value={each} />))}
      </section>
    );
  }
  if (isRow(value)) return <section><h2>{titleOf(name)}</h2><p>{inWords(value)}</p></section>;
  return <p><strong>{titleOf(name)}</strong>: {inWords(value)}</p>;
}

/** `without`: keys of the document, or of its tables' rows, that are shown elsewhere. */
export function AnyDocument({ of, without = [] }: { of: Head; without?: readonly string[] }) {
  const shown = Object.entries(of).filter(([key]) => !headKeys.has(key) && !without.includes(key));
  return <div lang="en">{shown.map(([key, value]) => <Block key={key} name={key} value={value} without={without} />)}</div>;
}
