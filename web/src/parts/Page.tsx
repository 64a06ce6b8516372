// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { get, address } from "../api";
import { useApp } from "../app_context";
import { citationText } from "../citation";
import type { Cite, Head } from "../documents";
import { save, standaloneSvg, tableSvg, toCsv, toPng, type Column, type Titled } from "../export";
import { CopyButton } from "./CopyButton";

export interface Exported<Row> {
  /** The files are called so, with the day. */
  readonly name: string;
  readonly head: Head;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** The picture, where the view has one: an element of the page, or a drawing made for the purpose. */
  readonly picture?: () => SVGSVGElement | readonly Titled[] | string | null;
}

/** Link, citation and files of a view. */
export function Tools<Row>({ of, title }: { of: Exported<Row>; title: string }) {
  const { t, asOf, caseTitle } = useApp();
  const day = of.head.as_of;
  const file = (ending: string) => `${of.name}-${day}.${ending}`;
  const heading = `${caseTitle}: ${title}`;
  const footer = [`Détente ${of.head.version}`, t.known_on(day), of.head.vintage && t.vintage(of.head.vintage.slice(0, 12))].filter(Boolean).join(" · ");
  const svg = () => {
    const picture = of.picture?.();
    if (typeof picture === "string") return picture;
    if (!picture) return tableSvg(heading, footer, of.columns, of.rows);
    return standaloneSvg(picture instanceof SVGSVGElement ? [{ title: "", picture }] : picture, heading, footer);
  };
  const cite = async () => {
    const document = await get<Cite>(address("cite", { as_of: asOf }));
    const first = document.items[0];
    const link = `${location.origin}${location.pathname}${location.hash}`;
    return [first ? citationText(first.csl) : heading, `${title}, ${footer}.`, link].join(" ");
  };
  return (
    <div class="tools" role="group" aria-label={t.tools}>
      <CopyButton text={() => linkOfDay(day)}>{t.copy_link}</CopyButton>
      <CopyButton text={cite}>{t.copy_citation}</CopyButton>
      <button type="button" aria-label={t.export_csv_label} onClick={() => save(file("csv"), new Blob([toCsv(of.columns, of.rows)], { type: "text/csv" }))}>
        {t.export_csv}
      </button>
      <button type="button" aria-label={t.export_svg_label} onClick={() => save(file("svg"), new Blob([svg()], { type: "image/svg+xml" }))}>
        {t.export_svg}
      </button>
      <button type="button" aria-label={t.export_png_label} onClick={async () => save(file("png"), await toPng(svg()))}>{t.export_png}</button>
      <button type="button" onClick={() => print()}>{t.print}</button>
    </div>
  );
}

/** The address of this view with its day written out, so that the link shows the same tomorrow. */
function linkOfDay(day: string): string {
  const [page, query] = location.hash.split("?");
  const keys = new URLSearchParams(query ?? "");
  keys.set("as_of", day);
  return `${location.origin}${location.pathname}${page || "#/now"}?${keys.toString()}`;
}

export function Page({ title, lead, tools, children }: { title: string; lead: string; tools?: ComponentChildren; children: ComponentChildren }) {
  return (
    <>
      <header class="page-head">
        <h1 tabIndex={-1} id="page-title">{title}</h1>
        <p class="lead">{lead}</p>
        {tools}
      </header>
      {children}
    </>
  );
}
