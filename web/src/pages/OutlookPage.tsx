// SPDX-License-Identifier: Apache-2.0
import { useRef } from "preact/hooks";
import { useDocument } from "../api";
import { useApp } from "../app_context";
import type { Calibration, Chart, ModelScore, Outlook, Target } from "../documents";
import type { Titled } from "../export";
import { Await } from "../parts/Await";
import { LineChart, spanOf } from "../parts/LineChart";
import { Page, Tools } from "../parts/Page";
import { Sentences, SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";
import { WhatIf } from "../parts/WhatIf";

const four = (value: number | null) => (value === null ? "–" : String(Number(value.toPrecision(4))));
const percent = (value: number | null) => (value === null ? "–" : `${Math.round(value * 100)} %`);

const chartOf = (document: Outlook, target: Target) =>
  (document as unknown as Record<string, unknown>)[`chart_${target.id.replace(/[-.]/g, "_")}`] as Chart | undefined;

/** How many outcomes fell into each tenth of their forecasts; a tenth each were perfect. */
function Tenths({ of }: { of: Calibration }) {
  const { t } = useApp();
  const shares = Array.from({ length: 10 }, (_, i) => of[`tenth_${i + 1}`] ?? 0);
  const width = 320, height = 96, left = 30, bottom = 18, top = 6;
  const most = Math.max(20, ...shares);
  const x = (tenth: number) => left + (tenth * (width - left)) / 10;
  const y = (share: number) => top + (1 - share / most) * (height - top - bottom);
  return (
    <div class="tenths">
      <p class="small">{t.calibration}: {t.calibration_note(of.outcomes)}</p>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${t.calibration}: ${shares.map((share) => `${share} %`).join(", ")}`}>
        {shares.map((share, i) => <rect key={i} class="tenth" x={x(i) + 1} y={y(share)} width={x(1) - x(0) - 2} height={y(0) - y(share)}><title>{`${i * 10}–${i * 10 + 10} %: ${share} %`}</title></rect>)}
        <path class="even" d={`M${left} ${y(10)}H${width}`} />
        <text class="tick" x={left - 4} y={y(10)} text-anchor="end" dominant-baseline="central">10 %</text>
        <text class="tick" x={left} y={height - 4}>{t.lowest_tenth}</text>
        <text class="tick" x={width - 2} y={height - 4} text-anchor="end">{t.highest_tenth}</text>
      </svg>
    </div>
  );
}

function Scores({ of, title }: { of: readonly ModelScore[]; title: string }) {
  const { t } = useApp();
  return (
    <details><summary>{t.scores} ({of.length})</summary>
      <Table caption={t.of_target(title)} quiet rows={of} step={60} keyOf={(row) => row.model + row.horizon} columns={[
        { title: t.ahead, number: true, cell: (row) => row.horizon }, { title: t.model, cell: (row) => <span lang="en">{row.model}</span> },
        { title: t.outcomes, number: true, cell: (row) => row.outcomes }, { title: t.crps, number: true, cell: (row) => four(row.crps) },
        { title: t.mae, number: true, cell: (row) => four(row.mae) }, { title: t.coverage, number: true, cell: (row) => percent(row.coverage) },
        { title: t.width_90, number: true, cell: (row) => four(row.width) },
      ]} />
    </details>
  );
}

function TargetCard({ of, document }: { of: Target; document: Outlook }) {
  const { t } = useApp();
  const chart = chartOf(document, of);
  const models = (document.models ?? []).filter((row) => row.target === of.id);
  const tenths = document.calibration?.find((row) => row.target === of.id);
  const facts: [string, string | null | undefined][] = [[t.cannot_tell, of.cannot_tell], [t.next, of.next], [t.recommended, of.recommended], [t.reason, of.reason],
    [t.skill, of.skill?.text], [t.until, of.until], [t.data_remark, of.remark]];
  return (
    <figure class="target" data-title={of.title}>
      <figcaption><h2 lang="en">{of.title}</h2> <SourceLink ids={of.sources ?? []} about={of.title} /></figcaption>
      {chart && <><LineChart chart={chart} span={spanOf([chart])} height={220} full /><p class="small" lang="en">{chart.summary}</p></>}
      <div class="columns">
        <dl class="facts">{facts.map(([name, said]) => said && <div key={name}><dt>{name}</dt><dd lang="en">{said}</dd></div>)}</dl>
        {tenths && tenths.outcomes > 0 && <Tenths of={tenths} />}
      </div>
      {models.length > 0 && <Scores of={models} title={of.title} />}
    </figure>
  );
}

function Ledger({ of }: { of: Outlook }) {
  const { t } = useApp();
  if (of.record === undefined) return <p>{t.ledger_none}</p>;
  return (
    <>
      <Sentences of={of.ledger_sentences ?? []} />
      <Table caption={t.ledger_record} rows={of.record} keyOf={(row) => row.target + row.model} columns={[
        { title: t.targets, cell: (row) => row.target }, { title: t.model, cell: (row) => <span lang="en">{row.model}</span> },
        { title: t.outcomes, number: true, cell: (row) => row.forecasts }, { title: t.link_score, number: true, cell: (row) => four(row.score) },
        { title: t.mae, number: true, cell: (row) => four(row.mae) }, { title: t.coverage, number: true, cell: (row) => percent(row.coverage) },
      ]} />
      <Table caption={t.ledger_due} rows={of.ledger ?? []} step={40} keyOf={(row) => row.as_of + row.target + row.date} columns={[
        { title: t.as_of, short: true, cell: (row) => row.as_of }, { title: t.targets, cell: (row) => row.target }, { title: t.period, short: true, cell: (row) => row.date },
        { title: t.model, cell: (row) => <span lang="en">{row.model}</span> }, { title: t.outcome, number: true, cell: (row) => four(row.outcome) },
        { title: t.forecast, number: true, cell: (row) => `${four(row.median)}${row.low === null ? "" : ` (${four(row.low)} – ${four(row.high)})`}` },
        { title: t.link_score, number: true, cell: (row) => four(row.score) },
      ]} />
    </>
  );
}

export function OutlookPage() {
  const { t, asOf, commands } = useApp();
  const outlook = useDocument<Outlook>("outlook", { as_of: asOf });
  const box = useRef<HTMLDivElement>(null);
  const targets = outlook.document?.targets ?? [];
  const charts = (): Titled[] | null => {
    const found = [...(box.current?.querySelectorAll<SVGSVGElement>("figure.target svg.chart, figure.target .tenths svg") ?? [])];
    return found.length === 0 ? null : found.map((picture) => {
      const title = picture.closest("figure")?.dataset["title"] ?? "";
      return { title: picture.classList.contains("chart") ? title : `${t.calibration}: ${title}`, picture };
    });
  };
  return (
    <Page title={t.outlook} lead={t.outlook_lead} tools={outlook.document && (
      <Tools<Target> title={t.outlook} of={{ name: "outlook", head: outlook.document, rows: targets, picture: charts, columns: [
        { title: t.id, value: (row) => row.id }, { title: t.targets, value: (row) => row.title }, { title: t.until, value: (row) => row.until },
        { title: t.recommended, value: (row) => row.recommended }, { title: t.next, value: (row) => row.next }, { title: t.skill, value: (row) => row.skill?.text },
        { title: t.cannot_tell, value: (row) => row.cannot_tell }, { title: t.reason, value: (row) => row.reason },
      ] }} />)}>
      {commands.has("whatif") && <WhatIf />}
      <Await of={outlook} what={t.outlook} slow>
        {(document) => (
          <div ref={box}>
            <h2>{t.targets}</h2>
            <Sentences of={document.sentences ?? []} />
            <h2>{t.ledger}</h2>
            <Ledger of={document} />
            {(document.targets ?? []).map((target) => <TargetCard key={target.id} of={target} document={document} />)}
          </div>
        )}
      </Await>
    </Page>
  );
}
