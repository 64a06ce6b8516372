// SPDX-License-Identifier: Apache-2.0
// Steps switched on: the server estimates what followed where they were taken, and runs the simulation with each.
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import type { Head, WhatIf as WhatIfDocument } from "../documents";
import { wordFor } from "../words";
import { Await } from "./Await";
import { Sentences } from "./SourceLink";
import { Table } from "./Table";

interface Recommendations extends Head {
  readonly steps: readonly { readonly id: string; readonly title: string }[];
}

type Step = WhatIfDocument["steps"][number];

const signed = (value: number) => `${value > 0 ? "+" : ""}${Number(value.toPrecision(3))}`;
const interval = (of: { estimate: number; low: number; high: number } | null) => (of ? `${signed(of.estimate)} (${signed(of.low)} – ${signed(of.high)})` : "–");

/** The balance of the simulated days without the step and with it, and the difference with its interval. */
function Futures({ of }: { of: NonNullable<Step["simulated"]> }) {
  const { t } = useApp();
  const { difference } = of;
  const width = 360, height = 40, reach = Math.max(0.1, Math.abs(difference.low), Math.abs(difference.high)) * 1.1;
  const x = (value: number) => width / 2 + (value / reach) * (width / 2 - 4);
  return (
    <div class="futures">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${t.balance_differs}: ${interval(difference)}`}>
        <path class="grid zero" d={`M${x(0)} 2V26`} />
        <text class="tick" x={x(0)} y={height - 2} text-anchor="middle">0</text>
        <path class="span" d={`M${x(difference.low)} 14H${x(difference.high)}M${x(difference.low)} 8v12M${x(difference.high)} 8v12`} />
        <circle cx={x(difference.estimate)} cy={14} r={4} />
      </svg>
      <p class="small">{t.simulated(of.days, signed(of.without), signed(of.with))} {t.balance_differs}: {interval(difference)}</p>
    </div>
  );
}

function StepCard({ of }: { of: Step }) {
  const { t } = useApp();
  return (
    <article class="event step-answer">
      <h3>{of.id}: <span lang="en">{of.title}</span></h3>
      <dl class="facts">
        <div><dt>{t.way_within}</dt><dd lang="en">{of.within}</dd></div>
        <div><dt>{t.way_across}</dt><dd lang="en">{of.across}</dd></div>
        <div><dt>{t.way_futures}</dt><dd><span lang="en">{of.futures}</span>{of.simulated && <Futures of={of.simulated} />}</dd></div>
      </dl>
      <details><summary>{t.every_estimate} ({of.estimates.length})</summary>
        <Table caption={t.every_estimate} quiet rows={of.estimates} keyOf={(row) => row.way + row.on + row.months} columns={[
          { title: t.measured_on, cell: (row) => <span lang="en">{row.on_title}</span> }, { title: t.months_after, number: true, cell: (row) => row.months ?? "–" },
          { title: t.effect_of_step, short: true, cell: (row) => interval(row.effect) }, { title: t.placebo, short: true, cell: (row) => interval(row.placebo) },
          { title: t.fdr, number: true, cell: (row) => row.q ?? "–" }, { title: t.robustness, number: true, cell: (row) => row.robustness ?? "–" },
          { title: t.says, cell: (row) => <>{wordFor(t, "verdict", row.verdict)} <span class="small block" lang="en">{row.reason}</span></> },
        ]} />
      </details>
    </article>
  );
}

export function WhatIf() {
  const { t, view, asOf } = useApp();
  const on = view.query["step"]?.split(",") ?? [];
  const steps = useDocument<Recommendations>("recommendations", { as_of: asOf });
  const effect = useDocument<WhatIfDocument>(on.length > 0 ? "whatif" : undefined, { step: on.join(","), as_of: asOf });
  const toggle = (id: string) => go(view, { step: (on.includes(id) ? on.filter((each) => each !== id) : [...on, id]).join(",") }, true);
  return (
    <section aria-labelledby="whatif">
      <h2 id="whatif">{t.what_if}</h2>
      <p class="small">{t.what_if_help}</p>
      <Await of={steps} what={t.what_if}>
        {(document) => (
          <ul class="switches" aria-label={t.step}>
            {document.steps.map((each) => (
              <li key={each.id}><label><input type="checkbox" role="switch" checked={on.includes(each.id)} onChange={() => toggle(each.id)} /> {each.id}: <span lang="en">{each.title}</span></label></li>
            ))}
          </ul>
        )}
      </Await>
      {on.length > 0 && (
        <Await of={effect} what={t.what_if} slow>
          {(document) => (
            <>
              {document.steps.map((step) => <StepCard key={step.id} of={step} />)}
              <details><summary>{t.whatif_assumptions}</summary><Sentences of={document.assumptions} /></details>
            </>
          )}
        </Await>
      )}
    </section>
  );
}
