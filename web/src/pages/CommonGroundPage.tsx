// SPDX-License-Identifier: Apache-2.0
import { useDocument } from "../api";
import { useApp } from "../app_context";
import { positionsOn, type CommonGround, type Evidence, type Issue, type Position } from "../documents";
import { sideName } from "../names";
import { Await } from "../parts/Await";
import { Page, Tools } from "../parts/Page";
import { SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";
import { formatView, otherPage } from "../view";
import { wordFor } from "../words";

const events = new Set(["agreement", "measure", "incident"]);
const at_once = 5;  // pieces of evidence, and more by opening the list

function EvidenceItem({ of }: { of: Evidence }) {
  const { t, view } = useApp();
  const text = of.text.replace(` (${of.kind})`, "");
  const link = events.has(of.kind) ? otherPage(view, "meeting", { event: of.id, kind: "all" })
    : of.kind === "commitment" ? otherPage(view, "commitments", { q: text }) : undefined;
  return (
    <li>
      <span class="small">{wordFor(t, "evidence", of.kind)}</span> {link ? <a lang="en" href={formatView(link)}>{text}</a> : <span lang="en">{text}</span>} <SourceLink ids={of.sources} about={text} />
    </li>
  );
}

function EvidenceList({ title, of }: { title: string; of: readonly Evidence[] }) {
  const { t } = useApp();
  const item = (one: Evidence) => <EvidenceItem key={one.kind + one.id + one.text} of={one} />;
  return (
    <div>
      <h3>{title}</h3>
      {of.length === 0 ? <p class="silent">{t.evidence_none}</p> : <ul class="plain">{of.slice(0, at_once).map(item)}</ul>}
      {of.length > at_once && <details><summary>{t.more} ({of.length - at_once})</summary><ul class="plain">{of.slice(at_once).map(item)}</ul></details>}
    </div>
  );
}

function Positions({ of, issue }: { of: readonly Position[]; issue: string }) {
  const { t } = useApp();
  return (
    <details><summary>{t.positions} ({of.length})</summary>
      <Table caption={t.positions_on(issue)} quiet rows={of} keyOf={(row) => row.actor + row.date + row.position} columns={[
        { title: t.actor, cell: (row) => <strong lang="en">{row.actor}</strong> },
        { title: t.position, cell: (row) => <span lang="en">{row.position} <SourceLink ids={row.sources} about={row.actor} /></span> },
        { title: t.voice, cell: (row) => (row.voice === "government" ? t.voice_government : t.voice_participants) },
        { title: t.on_day, short: true, cell: (row) => row.date },
      ]} />
    </details>
  );
}

function IssueCard({ of, ground }: { of: Issue; ground: CommonGround }) {
  const { t, sides, language } = useApp();
  const positions = positionsOn(ground, of.id);
  return (
    <article class="event" id={of.id}>
      <h2><span lang="en">{of.issue}</span> <span class="tag">{wordFor(t, "ground", of.ground)}</span> {of.hot_spot && <span class="tag">{t.hot_spot}</span>}</h2>
      <p class="small">{sides.map((side) => t.spoke(sideName(side, language), of.positions[side] ?? 0)).join(" · ")}</p>
      <div class="columns"><EvidenceList title={t.together} of={of.together} /><EvidenceList title={t.apart} of={of.apart} /></div>
      {positions.length > 0 && <Positions of={positions} issue={of.issue} />}
    </article>
  );
}

function Content({ of }: { of: CommonGround }) {
  const { t } = useApp();
  return (
    <>
      {of.issues.map((issue) => <IssueCard key={issue.id} of={issue} ground={of} />)}
      <h2>{t.interests}</h2>
      <Table caption={t.interests} quiet rows={of.interests} keyOf={(row) => row.date + row.text} columns={[
        { title: t.interests, cell: (row) => <span lang="en">{row.text} <SourceLink ids={row.sources} about={row.text} /></span> },
        { title: t.stated_by, cell: (row) => <span lang="en">{row.sides}</span> }, { title: t.on_day, short: true, cell: (row) => row.date },
      ]} />
      <h2>{t.cheap_steps}</h2>
      <Table caption={t.cheap_steps} quiet rows={of.steps} keyOf={(row) => row.step} columns={[
        { title: t.step, cell: (row) => <>{row.step}: <span lang="en">{row.title}</span> <SourceLink ids={row.sources} about={row.title} /></> },
        { title: t.obstacles, short: true, cell: (row) => wordFor(t, "cost", row.cost) },
        { title: t.in_the_way, cell: (row) => <span lang="en">{row.obstacles.join("; ")}</span> },
      ]} />
    </>
  );
}

interface Row {
  readonly issue: Issue;
  readonly side: "together" | "apart";
  readonly one: Evidence;
}

const rowsOf = (of: CommonGround): Row[] => of.issues.flatMap((issue) => (["together", "apart"] as const).flatMap((side) => issue[side].map((one) => ({ issue, side, one }))));

export function CommonGroundPage() {
  const { t, asOf } = useApp();
  const ground = useDocument<CommonGround>("common-ground", { as_of: asOf });
  return (
    <Page title={t.common_ground} lead={t.common_ground_lead} tools={ground.document && (
      <Tools<Row> title={t.common_ground} of={{ name: "common-ground", head: ground.document, rows: rowsOf(ground.document), columns: [
        { title: t.issue, value: (row) => row.issue.issue }, { title: t.ground, value: (row) => wordFor(t, "ground", row.issue.ground) },
        { title: t.evidence_for, value: (row) => t[row.side] }, { title: t.details, value: (row) => row.one.text },
        { title: t.id, value: (row) => row.one.id }, { title: t.sources, value: (row) => row.one.sources.join(" ") },
      ] }} />)}>
      <Await of={ground} what={t.common_ground}>{(document) => <Content of={document} />}</Await>
    </Page>
  );
}
