// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useDocument } from "../api";
import { useApp } from "../app_context";
import type { Spiral } from "../documents";
import { sideName } from "../names";
import { Await } from "../parts/Await";
import { LineChart, spanOf, valueTicks } from "../parts/LineChart";
import { Page, Tools } from "../parts/Page";
import { Sentences, SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";
import { wordFor, type Words } from "../words";

const answer = (t: Words, said: string | null) => said === null ? "–" :
  ({ yes: t.answer_yes, no: t.answer_no, "cannot tell": t.answer_cannot, mutual: t.answer_mutual, "one-way": t.answer_one_way, none: t.answer_none })[said] ?? said;

interface Interval {
  readonly name: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

function intervalsOf(t: Words, document: Spiral): Interval[] {
  const main = document.radius ? [{ name: t.headline, ...document.radius }] : [];
  const refits = (document.refits ?? []).flatMap((each) => (each.radius ? [{ name: each.counts, ...each.radius }] : []));
  return [...main, ...refits, ...(document.sensitivity ?? []).flatMap((each) => (each.radius ? [{ name: each.assumption, ...each.radius }] : []))];
}

/** Estimates with their intervals under each other, beside 1 and beside what chance alone gives. */
function Intervals({ of, floor, picture }: { of: readonly Interval[]; floor: number | undefined; picture: { current: SVGSVGElement | null } }) {
  const { t } = useApp();
  const [width, setWidth] = useState(800);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => setWidth(Math.max(300, box.current?.clientWidth ?? 800)));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);
  const narrow = width < 620;
  const gutter = narrow ? 8 : 300, line = narrow ? 36 : 24, top = 34;
  const height = top + of.length * line + 22;
  const high = Math.min(3, Math.max(1.1, ...of.map((each) => each.high)) * 1.05);
  const x = (value: number) => gutter + (Math.min(Math.max(value, 0), high) / high) * (width - gutter - 16);
  const letters = Math.floor((narrow ? width : gutter) / 6.6);
  return (
    <div ref={box}>
      <svg ref={picture} width={width} height={height} viewBox={`0 0 ${width} ${height}`} class="chart intervals" role="img" aria-label={t.radius_chart}>
        {valueTicks(0, high, Math.max(3, (width - gutter) / 90)).map((value) => (
          <g key={value}><path class="grid" d={`M${x(value)} ${top - 4}V${height - 18}`} /><text class="tick" x={x(value)} y={height - 5} text-anchor="middle">{value}</text></g>
        ))}
        <path class="one" d={`M${x(1)} ${top - 8}V${height - 18}`} /><text class="tick" x={x(1)} y={12} text-anchor={x(1) > width - 200 ? "end" : "middle"}>{t.radius_one}</text>
        {floor !== undefined && <><path class="floor" d={`M${x(floor)} ${top - 8}V${height - 18}`} /><text class="tick" x={x(floor)} y={26} text-anchor="start">{t.radius_floor}</text></>}
        {of.map((each, i) => {
          const y = top + i * line + (narrow ? 24 : 12);
          const name = each.name.length > letters ? `${each.name.slice(0, letters - 1)}…` : each.name;
          return (
            <g key={each.name} lang={i === 0 ? undefined : "en"} class={i === 0 ? "interval main" : "interval"}>
              <title>{`${each.name}: ${each.estimate.toFixed(2)} (${each.low.toFixed(2)} – ${each.high.toFixed(2)})`}</title>
              <text class="row-name" x={narrow ? 8 : 0} y={narrow ? y - 10 : y + 4}>{name}</text>
              <path d={`M${x(each.low)} ${y}H${x(each.high)}M${x(each.low)} ${y - 4}v8M${x(each.high)} ${y - 4}v8`} /><circle cx={x(each.estimate)} cy={y} r={4} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function Content({ document, picture }: { document: Spiral; picture: { current: SVGSVGElement | null } }) {
  const { t, language } = useApp();
  const intervals = useMemo(() => intervalsOf(t, document), [t, document]);
  // "USA>CHN": the first state comes first.
  const [first, second] = document.chart?.lines[0]?.name.split(">") ?? [];
  const answersOf = (state: string | undefined) => `${t.answers}: ${state ? sideName(state, language) : "–"}`;
  const charts = document.chart ? [document.chart] : [];
  return (
    <>
      <section aria-labelledby="verdict" class="verdict">
        <h2 id="verdict">{t.spiral_verdict}</h2>
        <dl class="facts wide">
          <div><dt>{t.self_sustaining}</dt><dd><strong>{answer(t, document.verdict.self_sustaining)}</strong></dd></div>
          <div><dt>{t.reciprocity}</dt><dd><strong>{answer(t, document.verdict.reciprocity)}</strong></dd></div>
        </dl>
        <Sentences of={document.sentences} />
      </section>
      {intervals.length > 0 && (
        <section aria-labelledby="radius"><h2 id="radius">{t.radius}</h2><p class="small">{t.radius_chart}</p>
          <Intervals of={intervals} floor={document.radius?.floor} picture={picture} />
        </section>
      )}
      {document.chart && (
        <figure><figcaption><h2 lang="en">{document.chart.title}</h2> <span class="small" lang="en">{document.chart.unit}</span> <SourceLink ids={document.chart.sources} /></figcaption>
          <LineChart chart={document.chart} span={spanOf(charts)} height={220} full /><p class="small" lang="en">{document.chart.summary}</p></figure>
      )}
      {document.answers && (
        <><h2>{t.answers}</h2>
          <Table caption={t.answers} quiet rows={document.answers} keyOf={(row) => row.answering + row.events} columns={[
            { title: t.answering, cell: (row) => `${sideName(row.answering, language)} ← ${sideName(row.to, language)}` },
            { title: t.events_of, cell: (row) => wordFor(t, "events", row.events) },
            { title: t.effect, cell: (row) => <span lang="en">{row.effect?.text ?? t.answer_cannot}</span> },
            { title: t.delay, number: true, cell: (row) => row.delay?.toFixed(1) ?? "–" },
          ]} /></>
      )}
      {document.refits && (
        <><h2>{t.refits}</h2>
          <Table caption={t.refits} quiet rows={document.refits} keyOf={(row) => row.counts} columns={[
            { title: t.counts, cell: (row) => <span lang="en">{row.counts}</span> },
            { title: t.radius, cell: (row) => <span lang="en">{row.radius?.text ?? row.refusal ?? "–"}</span> },
            { title: answersOf(first), cell: (row) => <span lang="en">{row.first_answers?.text ?? "–"}</span> },
            { title: answersOf(second), cell: (row) => <span lang="en">{row.second_answers?.text ?? "–"}</span> },
          ]} /></>
      )}
      {document.sensitivity && (
        <><h2>{t.sensitivity}</h2>
          <Table caption={t.sensitivity} quiet rows={document.sensitivity} keyOf={(row) => row.assumption} columns={[
            { title: t.assumptions, cell: (row) => <span lang="en">{row.assumption}</span> },
            { title: t.radius, cell: (row) => <span lang="en">{row.radius?.text ?? "–"}</span> },
          ]} /></>
      )}
      {document.sources && (
        <><h2>{t.by_source}</h2>
          <Table caption={t.by_source} quiet rows={document.sources} keyOf={(row) => row.source + row.from} columns={[
            { title: t.counts, cell: (row) => <span lang="en">{row.source} <SourceLink ids={row.sources} about={row.source} /></span> },
            { title: t.from, cell: (row) => row.from ?? "–" }, { title: t.to, cell: (row) => row.to ?? "–" },
            { title: t.radius, cell: (row) => <span lang="en">{row.radius?.text ?? row.refusal ?? "–"}</span> },
            { title: t.self_sustaining, cell: (row) => answer(t, row.self_sustaining) }, { title: t.reciprocity, cell: (row) => answer(t, row.reciprocity) },
          ]} /></>
      )}
      {document.assumptions && <details open><summary>{t.assumptions}</summary><Sentences of={document.assumptions} /></details>}
    </>
  );
}

export function SpiralPage() {
  const { t, asOf } = useApp();
  const spiral = useDocument<Spiral>("spiral", { as_of: asOf });
  const picture = useRef<SVGSVGElement>(null);
  return (
    <Page title={t.spiral} lead={t.spiral_lead} tools={spiral.document && (
      <Tools<Interval> title={t.spiral} of={{ name: "spiral", head: spiral.document, rows: intervalsOf(t, spiral.document), picture: () => picture.current, columns: [
        { title: t.counts, value: (row) => row.name }, { title: t.estimate, value: (row) => row.estimate }, { title: t.low, value: (row) => row.low }, { title: t.high, value: (row) => row.high },
      ] }} />)}>
      <Await of={spiral} what={t.spiral} slow>{(document) => <Content document={document} picture={picture} />}</Await>
    </Page>
  );
}
