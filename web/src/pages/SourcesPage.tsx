// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useState } from "preact/hooks";
import { address, get, useDocument, useNews } from "../api";
import { go, useApp } from "../app_context";
import { dateText } from "../citation";
import type { Cite, Commitments, Csl, Timeline } from "../documents";
import { languageName } from "../names";
import { Await } from "../parts/Await";
import { Page, Tools } from "../parts/Page";
import { SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";
import { formatView, otherPage } from "../view";

interface Used {
  readonly id: string;
  readonly events: readonly string[];
}

function usedBy(timeline: Timeline, commitments: Commitments | undefined): Used[] {
  const events = new Map<string, string[]>();
  const add = (source: string, by: string) => {
    const list = events.get(source);
    if (list === undefined) events.set(source, [by]);
    else if (!list.includes(by)) list.push(by);
  };
  for (const event of timeline.events) for (const source of event.sources) add(source, event.id);
  for (const commitment of commitments?.commitments ?? []) for (const source of commitment.sources) if (!events.has(source)) events.set(source, []);
  return [...events].map(([id, list]) => ({ id, events: list })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const longest_address = 3500;  // the server refuses addresses over 4096 bytes

/** Ids in pieces that fit into one request each. */
export function pieces(ids: readonly string[]): string[][] {
  const out: string[][] = [[]];
  let length = 0;
  for (const id of ids) {
    if (length + id.length + 4 > longest_address) {
      out.push([]);
      length = 0;
    }
    out.at(-1)!.push(id);
    length += id.length + 4;
  }
  return out;
}

/** The full entries of all ids, piece by piece as they come. */
function useEntries(ids: readonly string[], asOf: string | undefined): { entries: ReadonlyMap<string, Csl>; busy: boolean } {
  const [state, setState] = useState<{ entries: ReadonlyMap<string, Csl>; busy: boolean }>({ entries: new Map(), busy: true });
  const { edition } = useNews();
  useEffect(() => {
    let current = true;
    const load = async () => {
      const entries = new Map<string, Csl>();
      for (const piece of pieces(ids)) {
        if (piece.length === 0) continue;
        const cite = await get<Cite>(address("cite", { id: piece, as_of: asOf })).catch(() => undefined);
        if (!current) return;
        for (const item of cite?.items ?? []) entries.set(item.id, item.csl);
        setState({ entries: new Map(entries), busy: true });
      }
      setState((before) => ({ ...before, busy: false }));
    };
    void load();
    return () => {
      current = false;
    };
  }, [ids, asOf, edition]);
  return state;
}

function Content({ used, entries, busy }: { used: readonly Used[]; entries: ReadonlyMap<string, Csl>; busy: boolean }) {
  const app = useApp();
  const { t, view } = app;
  const { language } = view.query;
  const text = view.query["q"]?.toLowerCase();
  const languages = [...new Set([...entries.values()].map((entry) => entry.language))].sort();
  const shown = used.filter((each) => {
    const entry = entries.get(each.id);
    if (language && entry?.language !== language) return false;
    return !text || `${each.id} ${entry?.title ?? ""} ${entry?.publisher ?? ""} ${entry?.URL ?? ""}`.toLowerCase().includes(text);
  });
  return (
    <>
      <div class="filters" role="group" aria-label={t.filter}>
        <label class="wide">{t.search} <input type="search" value={view.query["q"] ?? ""} onInput={(event) => go(view, { q: event.currentTarget.value }, true)} /></label>
        <label>{t.in_language} <select value={language ?? ""} onChange={(event) => go(view, { language: event.currentTarget.value }, true)}>
          <option value="">{t.all}</option>
          {languages.map((each) => <option key={each} value={each}>{languageName(each, app.language)}</option>)}
        </select></label>
        <span class="small" role="status">{t.all_sources(shown.length, used.length)}{busy && ` · ${t.loading(`${entries.size} / ${used.length}`)}`}</span>
      </div>
      <Table caption={t.sources} quiet rows={shown} step={50} keyOf={(row) => row.id} columns={[
        { title: t.title, cell: (row) => { const entry = entries.get(row.id); return (
          <>
            {entry ? <span lang={entry.language}>{entry.title}</span> : <code>{row.id}</code>} <SourceLink ids={[row.id]} about={entry?.title ?? row.id} />
            {entry?.URL && <a class="small block address" href={entry.URL} target="_blank" rel="noreferrer noopener">{entry.URL}</a>}
          </>); } },
        { title: t.publisher, cell: (row) => <span lang="en">{entries.get(row.id)?.publisher ?? "–"}</span> },
        { title: t.published, short: true, cell: (row) => dateText(entries.get(row.id)?.issued) ?? "–" },
        { title: t.in_language, cell: (row) => { const code = entries.get(row.id)?.language; return code ? languageName(code, app.language) : "–"; } },
        { title: t.used_by, cell: (row) => row.events.length === 0 ? t.commitments : (
          <details class="users"><summary>{t.events_count(row.events.length)}</summary>
            <ul>{row.events.map((id) => <li key={id}><a href={formatView(otherPage(view, "meeting", { event: id, kind: "all" }))}>{id}</a></li>)}</ul>
          </details>) },
      ]} />
    </>
  );
}

export function SourcesPage() {
  const { t, asOf } = useApp();
  const timeline = useDocument<Timeline>("timeline", { as_of: asOf });
  const commitments = useDocument<Commitments>("commitments", { as_of: asOf });
  const used = useMemo(() => (timeline.document ? usedBy(timeline.document, commitments.document) : []), [timeline.document, commitments.document]);
  const ids = useMemo(() => used.map((each) => each.id), [used]);
  const { entries, busy } = useEntries(ids, asOf);
  return (
    <Page title={t.sources} lead={t.sources_lead} tools={timeline.document && (
      <Tools<Used> title={t.sources} of={{ name: "sources", head: timeline.document, rows: used, columns: [
        { title: t.id, value: (row) => row.id }, { title: t.title, value: (row) => entries.get(row.id)?.title },
        { title: t.publisher, value: (row) => entries.get(row.id)?.publisher }, { title: t.published, value: (row) => dateText(entries.get(row.id)?.issued) },
        { title: t.in_language, value: (row) => entries.get(row.id)?.language }, { title: t.address, value: (row) => entries.get(row.id)?.URL },
        { title: t.used_by, value: (row) => row.events.join(" ") },
      ] }} />)}>
      <Await of={timeline} what={t.sources}>{() => <Content used={used} entries={entries} busy={busy} />}</Await>
    </Page>
  );
}
