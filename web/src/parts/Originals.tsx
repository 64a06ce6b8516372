// SPDX-License-Identifier: Apache-2.0
// The full texts of two accounts, which the user has put into the case, with each point marked by what became of it. Each mark
// has its sign and its line, so that nothing hangs on colour.
import { useApp } from "../app_context";
import { findings, type Compared, type Finding, type Piece, type Sentence } from "../documents";
import { sideName } from "../names";
import { wordFor } from "../words";
import { Sentences } from "./SourceLink";
import { Table } from "./Table";

const signs: Record<Finding, string> = { contradictory: "≠", stronger: ">", shared: "=", only: "!" };

/** Leads to a point of the other text. The address after "#" is the view's own, so no anchor can. */
function toPoint(id: string): void {
  const mark = document.getElementById(`point-${id}`);
  mark?.focus({ preventScroll: true });
  mark?.scrollIntoView({ block: "center" });
}

/** Pieces of one point belong together; what is of no point stands alone. */
function runsOf(pieces: readonly Piece[]): Piece[][] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last && piece.point !== null && last[0]!.point === piece.point) last.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

function Run({ of }: { of: readonly Piece[] }) {
  const { t } = useApp();
  const { point, finding, partners, note } = of[0]!;
  if (point === null || finding === null) return <>{of[0]!.text}</>;
  return (
    <mark class={finding} id={`point-${point}`} tabIndex={-1} title={note ?? undefined}>
      {of.map((piece, i) => piece.never ? <u key={i}>{piece.text}</u> : piece.text)}
      <sup><span aria-label={wordFor(t, "finding", finding)} role="img">{signs[finding]}</span>{(partners ?? []).map((id) => (
        <button key={id} type="button" lang="en" aria-label={t.to_point(id)} onClick={() => toPoint(id)}>{id}</button>
      ))}</sup>
    </mark>
  );
}

export function Originals({ of }: { of: readonly Piece[] }) {
  const { t, sides, language } = useApp();
  return (
    <section aria-labelledby="originals">
      <h2 id="originals">{t.originals}</h2>
      <p class="small key">{[...findings].reverse().map((each) => <mark key={each} class={each}>{signs[each]} {wordFor(t, "finding", each)}</mark>)} <u>{t.never_words}</u> {t.originals_help}</p>
      <div class="accounts two">
        {sides.map((side, i) => (
          <section key={side} class={`account big original side-${i}`} lang="und" aria-label={t.original_of(sideName(side, language))}>
            <h3 lang={language === "zh" ? "zh-Hans" : "en"}>{sideName(side, language)}</h3>
            <p>{runsOf(of.filter((piece) => piece.side === side)).map((run, n) => <Run key={n} of={run} />)}</p>
          </section>
        ))}
      </div>
    </section>
  );
}

/** What a comparison of the full texts came to, whether or not they are here. */
export function Comparison({ sentences, rows }: { sentences: readonly Sentence[]; rows: readonly Compared[] }) {
  const { t } = useApp();
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">{t.comparison}</h2>
      <Sentences of={sentences} />
      <details><summary>{t.by_concept} ({rows.length})</summary>
        <Table caption={t.by_concept} quiet rows={rows} step={40} keyOf={(row) => row.finding + row.concept + row.side + row.difference} columns={[
          { title: t.concept, cell: (row) => <span lang="en">{row.concept}</span> },
          { title: t.finding, cell: (row) => <>{signs[row.finding]} {wordFor(t, "finding", row.finding)}{row.side && <>: <span lang="en">{row.side}</span></>}{row.difference && <> (<span lang="en">{row.difference}</span>)</>}</> },
          { title: t.link_score, number: true, cell: (row) => row.score ?? "–" },
        ]} />
      </details>
    </section>
  );
}
