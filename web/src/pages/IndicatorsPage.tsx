// SPDX-License-Identifier: Apache-2.0
import { useMemo, useRef } from "preact/hooks";
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import { firstDay, isDay, toIso } from "../dates";
import { sectionOf, type Brief, type Chart, type Latest } from "../documents";
import type { Titled } from "../export";
import { Await } from "../parts/Await";
import { LineChart, spanOf, type Span } from "../parts/LineChart";
import { Page, Tools } from "../parts/Page";
import { SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";

interface Indicator {
  readonly id: string;
  readonly chart: Chart;
}

const most_compared = 4;

function indicatorsOf(brief: Brief): Indicator[] {
  const section = sectionOf(brief, "indicators") ?? {};
  const series = Object.entries(section).flatMap(([key, value]) => (key.startsWith("series_") ? [{ id: key.slice("series_".length), chart: value as Chart }] : []));
  const balance = sectionOf(brief, "standing")?.["chart"] as Chart | undefined;
  return balance ? [...series, { id: "balance", chart: balance }] : series;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly line: string;
  readonly date: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
}

const rowsOf = (indicators: readonly Indicator[], span: Span): Row[] => indicators.flatMap(({ id, chart }) => chart.lines.flatMap((line) =>
  line.points.filter((point) => firstDay(point.date) >= span.from && firstDay(point.date) <= span.to)
    .map((point) => ({ id, title: chart.title, line: line.name, date: point.date, value: point.value, low: point.low, high: point.high, unit: chart.unit }))));

/** A link's span; else everything. */
function chosenSpan(query: Readonly<Record<string, string>>, whole: Span): Span {
  const { from, to } = query;
  return from && to && isDay(from) && isDay(to) && from < to ? { from: firstDay(from), to: firstDay(to) } : whole;
}

function Data({ chart }: { chart: Chart }) {
  const { t } = useApp();
  const rows = chart.lines.flatMap((line) => line.points.map((point) => ({ line: line.name, ...point }))).reverse();
  return (
    <details><summary>{t.table}</summary>
      <Table caption={chart.title} captionLang="en" quiet rows={rows} step={30} keyOf={(row) => row.line + row.date} columns={[
        { title: t.date, short: true, cell: (row) => row.date }, { title: t.reported_by, cell: (row) => <span lang="en">{row.line}</span> },
        { title: t.value, number: true, cell: (row) => row.value ?? "–" }, { title: t.at_least, number: true, cell: (row) => row.low ?? "–" },
        { title: t.at_most, number: true, cell: (row) => row.high ?? "–" },
      ]} />
    </details>
  );
}

function Content({ brief, picture }: { brief: Brief; picture: { current: HTMLDivElement | null } }) {
  const { t, view } = useApp();
  const indicators = useMemo(() => indicatorsOf(brief), [brief]);
  const whole = useMemo(() => spanOf(indicators.map((each) => each.chart)), [indicators]);
  const span = chosenSpan(view.query, whole);
  const compared = view.query["compare"]?.split(",") ?? [];
  const isNarrow = view.query["from"] !== undefined;
  const comparedSpan = isNarrow ? span : spanOf(indicators.filter((each) => compared.includes(each.id)).map((each) => each.chart));
  const setSpan = (next: Span) => go(view, { from: toIso(next.from), to: toIso(next.to) }, true);
  const latest = (sectionOf(brief, "indicators")?.["latest"] as readonly Latest[] | undefined) ?? [];
  if (indicators.length === 0) return <p class="notice">{t.nothing}</p>;
  const toggle = (id: string) => go(view, { compare: (compared.includes(id) ? compared.filter((each) => each !== id) : [...compared, id].slice(-most_compared)).join(",") }, true);
  return (
    <>
      <div class="filters" role="group" aria-label={t.filter}>
        <label>{t.from} <input type="date" value={toIso(span.from)} onChange={(event) => isDay(event.currentTarget.value) && setSpan({ ...span, from: firstDay(event.currentTarget.value) })} /></label>
        <label>{t.to} <input type="date" value={toIso(span.to)} onChange={(event) => isDay(event.currentTarget.value) && setSpan({ ...span, to: firstDay(event.currentTarget.value) })} /></label>
        <button type="button" disabled={!view.query["from"]} onClick={() => go(view, { from: undefined, to: undefined }, true)}>{t.show_all_time}</button>
      </div>
      <p class="small help">{t.brush_help} {t.bound_note}</p>
      <div ref={picture}>
        {compared.length > 0 && (
          <section class="compared" aria-labelledby="compared">
            <h2 id="compared">{t.compared}</h2>
            {compared.map((id) => { const found = indicators.find((each) => each.id === id); return found && (
              <figure key={id} data-title={found.chart.title}><figcaption lang="en">{found.chart.title} <span class="small">({found.chart.unit})</span> <SourceLink ids={found.chart.sources} /></figcaption>
                <LineChart chart={found.chart} span={comparedSpan} height={170} full onBrush={setSpan} /></figure>); })}
          </section>
        )}
        <p class="small">{t.compare_hint}</p>
        <div class="multiples">
          {indicators.map(({ id, chart }) => (
            <figure key={id} class="multiple" data-title={chart.title}>
              <figcaption>
                <h2 lang="en">{chart.title}</h2>{" "}
                <span class="small" lang="en">{chart.unit}</span> <SourceLink ids={chart.sources} about={chart.title} />
                <label class="pick small"><input type="checkbox" checked={compared.includes(id)} onChange={() => toggle(id)} aria-label={`${t.compare}: ${chart.title}`} /> {t.compare}</label>
              </figcaption>
              <LineChart chart={chart} span={isNarrow ? span : spanOf([chart])} height={150} onBrush={setSpan} />
              <p class="small" lang="en">{chart.summary}</p>
              {chart.note && <p class="small note" lang="en">{chart.note}</p>}
              <Data chart={chart} />
            </figure>
          ))}
        </div>
      </div>
      <h2>{t.latest_figures}</h2>
      <Table caption={t.latest_figures} quiet rows={latest} keyOf={(row) => row.id + row.side} columns={[
        { title: t.series, cell: (row) => <span lang="en">{row.title} <SourceLink ids={row.sources} about={row.title} /></span> },
        { title: t.reported_by, cell: (row) => row.side ? <span lang="en">{row.side}</span> : "–" },
        { title: t.date, short: true, cell: (row) => row.date }, { title: t.figure, number: true, cell: (row) => <span lang="en">{row.figure}</span> },
        { title: t.unit, cell: (row) => <span lang="en">{row.unit}</span> },
      ]} />
    </>
  );
}

/** The charts that are compared, or else all. */
function chartsOf(element: HTMLElement | null): Titled[] {
  const group = element?.querySelector(".compared") ?? element?.querySelector(".multiples");
  return [...(group?.querySelectorAll<SVGSVGElement>("svg.chart") ?? [])].map((picture) => ({
    title: picture.closest("figure")?.dataset["title"] ?? "", picture,
  }));
}

export function IndicatorsPage() {
  const { t, view, asOf } = useApp();
  const brief = useDocument<Brief>("brief", { as_of: asOf });
  const picture = useRef<HTMLDivElement>(null);
  const indicators = brief.document ? indicatorsOf(brief.document) : [];
  const compared = view.query["compare"]?.split(",");
  const chosen = compared ? indicators.filter((each) => compared.includes(each.id)) : indicators;
  return (
    <Page title={t.indicators} lead={t.indicators_lead} tools={brief.document && (
      <Tools<Row> title={t.indicators} of={{ name: "indicators", head: brief.document, rows: rowsOf(chosen, chosenSpan(view.query, spanOf(chosen.map((each) => each.chart)))),
        picture: () => chartsOf(picture.current), columns: [
          { title: t.id, value: (row) => row.id }, { title: t.series, value: (row) => row.title }, { title: t.reported_by, value: (row) => row.line },
          { title: t.date, value: (row) => row.date }, { title: t.value, value: (row) => row.value }, { title: t.at_least, value: (row) => row.low },
          { title: t.at_most, value: (row) => row.high }, { title: t.unit, value: (row) => row.unit },
        ] }} />)}>
      <Await of={brief} what={t.indicators} slow>{(document) => <Content brief={document} picture={picture} />}</Await>
    </Page>
  );
}
