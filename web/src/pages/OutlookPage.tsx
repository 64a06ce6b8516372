// SPDX-License-Identifier: Apache-2.0
import { useRef } from "preact/hooks";
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import type { Chart, Head, Sentence } from "../documents";
import type { Titled } from "../export";
import { AnyDocument, inWords, titleOf } from "../parts/AnyDocument";
import { Await } from "../parts/Await";
import { LineChart, spanOf } from "../parts/LineChart";
import { Page, Tools } from "../parts/Page";
import { Sentences, SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";

type Row = Readonly<Record<string, unknown>>;

interface Target extends Row {
  readonly id: string;
  readonly title: string;
  readonly until: string | null;
  readonly recommended: string | null;
  readonly next: string | null;
  readonly skill: { readonly text: string } | null;
  readonly cannot_tell: string | null;
  readonly reason: string | null;
  readonly remark: string | null;
  readonly sources?: readonly string[];
}

interface Outlook extends Head {
  readonly sentences?: readonly Sentence[];
  readonly targets?: readonly Target[];
  readonly models?: readonly Row[];
  readonly [key: string]: unknown;
}

const chartOf = (document: Outlook, target: Target) => document[`chart_${target.id.replace(/[-.]/g, "_")}`] as Chart | undefined;

function TargetCard({ of, document }: { of: Target; document: Outlook }) {
  const { t } = useApp();
  const chart = chartOf(document, of);
  const models = (document.models ?? []).filter((row) => row["target"] === of.id);
  const columns = Object.keys(models[0] ?? {}).filter((key) => key !== "target");
  const facts: [string, string | null | undefined][] = [[t.cannot_tell, of.cannot_tell], [t.next, of.next], [t.recommended, of.recommended], [t.reason, of.reason],
    [t.skill, of.skill?.text], [t.until, of.until], [t.data_remark, of.remark]];
  return (
    <figure class="target" data-title={of.title}>
      <figcaption><h2 lang="en">{of.title}</h2> <SourceLink ids={of.sources ?? []} about={of.title} /></figcaption>
      {chart && <><LineChart chart={chart} span={spanOf([chart])} height={220} full /><p class="small" lang="en">{chart.summary}</p></>}
      <dl class="facts">{facts.map(([name, said]) => said && <div key={name}><dt>{name}</dt><dd lang="en">{said}</dd></div>)}</dl>
      {models.length > 0 && (
        <details><summary>{t.scores}</summary>
          <Table caption={t.of_target(of.title)} quiet rows={models} step={60} keyOf={(row) => JSON.stringify(row)} columns={columns.map((key) => ({
            title: titleOf(key), number: typeof models[0]?.[key] === "number", cell: (row: Row) => inWords(row[key]) }))} />
        </details>
      )}
    </figure>
  );
}

interface Recommendations extends Head {
  readonly steps: readonly { readonly id: string; readonly title: string }[];
}

/** A step switched on: the server runs the simulation with it. */
function WhatIf() {
  const { t, view, asOf } = useApp();
  const step = view.query["step"];
  const steps = useDocument<Recommendations>("recommendations", { as_of: asOf });
  const effect = useDocument<Head>(step ? "whatif" : undefined, { step, as_of: asOf });
  return (
    <section aria-labelledby="whatif">
      <h2 id="whatif">{t.what_if}</h2>
      <div class="filters"><label class="wide">{t.step} <select value={step ?? ""} onChange={(event) => go(view, { step: event.currentTarget.value }, true)}>
        <option value="">{t.choose_step}</option>
        {(steps.document?.steps ?? []).map((each) => <option key={each.id} value={each.id} lang="en">{each.id}: {each.title}</option>)}
      </select></label></div>
      {step && <Await of={effect} what={t.what_if} slow>{(document) => <AnyDocument of={document} />}</Await>}
    </section>
  );
}

export function OutlookPage() {
  const { t, asOf, commands } = useApp();
  const outlook = useDocument<Outlook>("outlook", { as_of: asOf });
  const box = useRef<HTMLDivElement>(null);
  const targets = outlook.document?.targets ?? [];
  const charts = (): Titled[] | null => {
    const found = [...(box.current?.querySelectorAll<SVGSVGElement>("figure.target svg.chart") ?? [])];
    return found.length === 0 ? null : found.map((picture) => ({ title: picture.closest("figure")?.dataset["title"] ?? "", picture }));
  };
  const shown = ["sentences", "targets", "models", ...Object.keys(outlook.document ?? {}).filter((key) => key.startsWith("chart_"))];
  return (
    <Page title={t.outlook} lead={t.outlook_lead} tools={outlook.document && (
      <Tools<Target> title={t.outlook} of={{ name: "outlook", head: outlook.document, rows: targets, picture: charts, columns: [
        { title: t.id, value: (row) => row.id }, { title: t.targets, value: (row) => row.title }, { title: t.until, value: (row) => row.until },
        { title: t.recommended, value: (row) => row.recommended }, { title: t.next, value: (row) => row.next }, { title: t.skill, value: (row) => row.skill?.text },
        { title: t.cannot_tell, value: (row) => row.cannot_tell }, { title: t.reason, value: (row) => row.reason },
      ] }} />)}>
      <Await of={outlook} what={t.outlook} slow>
        {(document) => (
          <div ref={box}>
            <Sentences of={document.sentences ?? []} />
            {(document.targets ?? []).map((target) => <TargetCard key={target.id} of={target} document={document} />)}
            <AnyDocument of={document} without={shown} />
          </div>
        )}
      </Await>
      {commands.has("whatif") && <WhatIf />}
    </Page>
  );
}
