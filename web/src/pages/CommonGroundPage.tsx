// SPDX-License-Identifier: Apache-2.0
import { useDocument } from "../api";
import { useApp } from "../app_context";
import { sectionOf, type Brief, type Head, type Interest, type Position } from "../documents";
import { AnyDocument } from "../parts/AnyDocument";
import { Await } from "../parts/Await";
import { Page, Tools } from "../parts/Page";
import { SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";

interface Stated extends Position {
  readonly issue: string;
}

function positionsOf(brief: Brief): Stated[] {
  return Object.entries(sectionOf(brief, "positions") ?? {}).flatMap(([key, value]) => key.startsWith("positions_")
    ? (value as readonly Position[]).map((position) => ({ issue: key.slice("positions_".length).replaceAll("-", " "), ...position })) : []);
}

function Content({ brief }: { brief: Brief }) {
  const { t } = useApp();
  const interests = (sectionOf(brief, "positions")?.["interests"] as readonly Interest[] | undefined) ?? [];
  const positions = positionsOf(brief);
  const issues = [...new Set(positions.map((each) => each.issue))];
  return (
    <>
      <h2>{t.interests}</h2>
      <Table caption={t.interests} quiet rows={interests} keyOf={(row) => row.date + row.text} columns={[
        { title: t.interests, cell: (row) => <span lang="en">{row.text} <SourceLink ids={row.sources} about={row.text} /></span> },
        { title: t.stated_by, cell: (row) => <span lang="en">{row.sides}</span> }, { title: t.on_day, short: true, cell: (row) => row.date },
      ]} />
      {issues.map((issue) => (
        <section key={issue} aria-label={t.positions_on(issue)}>
          <h2>{t.issue}: <span lang="en">{issue}</span></h2>
          <Table caption={t.positions_on(issue)} quiet rows={positions.filter((each) => each.issue === issue)} keyOf={(row) => row.actor + row.date + row.position} columns={[
            { title: t.actor, cell: (row) => <strong lang="en">{row.actor}</strong> },
            { title: t.position, cell: (row) => <span lang="en">{row.position} <SourceLink ids={row.sources} about={row.actor} /></span> },
            { title: t.voice, cell: (row) => (row.voice === "government" ? t.voice_government : t.voice_participants) },
            { title: t.on_day, short: true, cell: (row) => row.date },
          ]} />
        </section>
      ))}
    </>
  );
}

export function CommonGroundPage() {
  const { t, asOf, commands } = useApp();
  const offered = commands.has("common-ground");
  const ground = useDocument<Head>(offered ? "common-ground" : undefined, { as_of: asOf });
  const brief = useDocument<Brief>("brief", { as_of: asOf });
  return (
    <Page title={t.common_ground} lead={t.common_ground_lead} tools={brief.document && (
      <Tools<Stated> title={t.common_ground} of={{ name: "common-ground", head: brief.document, rows: positionsOf(brief.document), columns: [
        { title: t.issue, value: (row) => row.issue }, { title: t.actor, value: (row) => row.actor }, { title: t.position, value: (row) => row.position },
        { title: t.voice, value: (row) => row.voice }, { title: t.on_day, value: (row) => row.date }, { title: t.sources, value: (row) => row.sources.join(" ") },
      ] }} />)}>
      {offered && <Await of={ground} what={t.common_ground} slow>{(document) => <AnyDocument of={document} without={["positions", "interests", "id"]} />}</Await>}
      <Await of={brief} what={t.common_ground} slow>{(document) => <Content brief={document} />}</Await>
    </Page>
  );
}
