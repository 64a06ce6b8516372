// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import type { Commitment, Commitments } from "../documents";
import { sideName } from "../names";
import { Accounts } from "../parts/Accounts";
import { Await } from "../parts/Await";
import { Page, Tools } from "../parts/Page";
import { Sentences, SourceLink } from "../parts/SourceLink";
import { formatView, otherPage } from "../view";
import type { Words } from "../words";

const commitmentStates = ["open", "past its date", "said to be carried out", "ended"] as const;
const stateText = (t: Words, state: Commitment["state"]) =>
  ({ open: t.cstate_open, "past its date": t.cstate_past, "said to be carried out": t.cstate_done, ended: t.cstate_ended })[state];
const levelText = (t: Words, level: number) => [t.level_0, t.level_1, t.level_2, t.level_3][level] ?? String(level);

const step = 20;  // commitments at first, and more by a button

function Kept({ of, side }: { of: Commitment; side: string }) {
  const { t, language } = useApp();
  const status = of.status[side] ?? null;
  return (
    <div class="kept">
      <dt>{t.status_of(sideName(side, language))}</dt>
      <dd>
        {status === null ? <span class="silent">{t.status_none}</span> : (
          <><span lang="en">{status.text}</span> <SourceLink ids={status.sources} /></>
        )}
      </dd>
    </div>
  );
}

function Card({ of }: { of: Commitment }) {
  const { t, view, sides, language } = useApp();
  return (
    <article class="commitment" id={of.id}>
      <h2 lang="en">{of.title}</h2>
      <p class="small">
        <span class="tag">{stateText(t, of.state)}</span> {of.date} · {t.binds}: <span lang="en">{of.binds.join(", ")}</span> · {t.due}: {of.due ?? t.due_none}
        {of.ended && ` · ${t.cstate_ended}: ${of.ended}`}
        {of.event && <> · <a href={formatView(otherPage(view, "meeting", { event: of.event, kind: "all" }))}>{t.event}</a></>}
      </p>
      <p lang="en">{of.text} <SourceLink ids={of.sources} about={of.title} /></p>
      <Accounts of={of.accounts} />
      <dl class="facts">{sides.map((side) => <Kept key={side} of={of} side={side} />)}</dl>
      {of.evidence.length > 0 && (
        <details><summary>{t.evidence} ({of.evidence.length})</summary>
          <ul class="plain">{of.evidence.map((one) => (
            <li key={one.date + one.text}>
              <svg width="44" height="12" role="img" aria-label={`${t.kept_level(one.level)}: ${levelText(t, one.level)}`}>
                {[0, 1, 2].map((i) => <rect key={i} class={i < one.level ? "pip full" : "pip"} x={i * 15 + 1} y={1} width={12} height={10} />)}
              </svg>{" "}
              {sideName(one.side, language)}, {one.date}: <span lang="en">{one.text}</span> <SourceLink ids={[one.source]} />
            </li>
          ))}</ul>
        </details>
      )}
    </article>
  );
}

export function CommitmentsPage() {
  const { t, view, asOf, sides, language } = useApp();
  const ledger = useDocument<Commitments>("commitments", { as_of: asOf });
  const [most, setMost] = useState(step);
  const state = view.query["state"];
  const text = view.query["q"]?.toLowerCase();
  const shownOf = (document: Commitments) => document.commitments.filter((each) =>
    (!state || each.state === state) && (!text || `${each.title} ${each.text} ${each.issues.join(" ")}`.toLowerCase().includes(text)));
  return (
    <Page title={t.commitments} lead={t.commitments_lead} tools={ledger.document && (
      <Tools<Commitment> title={t.commitments} of={{ name: "commitments", head: ledger.document, rows: shownOf(ledger.document), columns: [
        { title: t.date, value: (row) => row.date }, { title: t.commitment, value: (row) => row.title }, { title: t.state, value: (row) => row.state },
        { title: t.due, value: (row) => row.due }, { title: t.summary, value: (row) => row.text },
        ...sides.map((side) => ({ title: t.account_of(sideName(side, language)), value: (row: Commitment) => row.accounts[side]?.text })),
        ...sides.map((side) => ({ title: t.status_of(sideName(side, language)), value: (row: Commitment) => row.status[side]?.text })),
        { title: t.sources, value: (row) => row.sources.join(" ") },
      ] }} />)}>
      <Await of={ledger} what={t.commitments}>
        {(document) => (
          <>
            <Sentences of={document.summary} />
            <div class="filters" role="group" aria-label={t.filter}>
              <label>{t.state} <select value={state ?? ""} onChange={(event) => go(view, { state: event.currentTarget.value }, true)}>
                <option value="">{t.all}</option>
                {commitmentStates.map((each) => <option key={each} value={each}>{stateText(t, each)}</option>)}
              </select></label>
              <label>{t.search} <input type="search" value={view.query["q"] ?? ""} onInput={(event) => go(view, { q: event.currentTarget.value }, true)} /></label>
              <span class="small">{shownOf(document).length} / {document.commitments.length}</span>
            </div>
            {shownOf(document).length === 0 && <p class="notice">{t.nothing}</p>}
            {[...shownOf(document)].reverse().slice(0, most).map((each) => <Card key={each.id} of={each} />)}
            {shownOf(document).length > most && <button type="button" class="more" onClick={() => setMost(most + step)}>{t.more} ({most} / {shownOf(document).length})</button>}
          </>
        )}
      </Await>
    </Page>
  );
}
