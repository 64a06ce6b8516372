// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { address, get, useDocument, useNews } from "../api";
import { go, useApp } from "../app_context";
import { dateText } from "../citation";
import { sectionOf, type Brief, type Cite, type Csl, type Timeline } from "../documents";
import { languageName } from "../names";
import { Await } from "../parts/Await";
import { Page, Tools } from "../parts/Page";
import { SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";
import { formatView, otherPage } from "../view";

interface Used {
  readonly id: string;
  readonly events: readonly string[];
  /** The other pages that cite it. */
  readonly pages: readonly string[];
}

/** Every source that a document names, whatever else it holds. */
function sourcesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const each of value) sourcesIn(each, found);
  else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      if (key === "sources" && Array.isArray(each)) for (const id of each) if (typeof id === "string") found.add(id);
      if (key === "source" && typeof each === "string") found.add(each);
      sourcesIn(each, found);
    }
  }
  return found;
}

/** `pages`: documents by the page that shows them, as far as they are here. */
function usedBy(timeline: Timeline, pages: Readonly<Record<string, unknown>>): Used[] {
  const used = new Map<string, { id: string; events: string[]; pages: string[] }>();
  const of = (id: string) => {
    let found = used.get(id);
    if (found === undefined) used.set(id, (found = { id, events: [], pages: [] }));
    return found;
  };
  for (const event of timeline.events) for (const id of sourcesIn(event)) of(id).events.push(event.id);
  for (const [page, document] of Object.entries(pages)) for (const id of sourcesIn(document)) of(id).pages.push(page);
  return [...used.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the other pages show: `source` is a title and no id in what is said of coded events, so of the brief the series alone. */
function usePages(asOf: string | undefined): { pages: Readonly<Record<string, unknown>>; busy: boolean } {
  const commitments = useDocument("commitments", { as_of: asOf });
  const channels = useDocument("status", { as_of: asOf });
  const ground = useDocument("common-ground", { as_of: asOf });
  const brief = useDocument<Brief>("brief", { as_of: asOf });
  const pages = useMemo(() => ({
    channels: channels.document, commitments: commitments.document, "common-ground": ground.document,
    indicators: brief.document && sectionOf(brief.document, "indicators"),
  }), [commitments.document, channels.document, ground.document, brief.document]);
  return { pages, busy: [commitments, channels, ground, brief].some((each) => each.busy) };
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
  const [state, setState] = useState<{ entries: ReadonlyMap<string, Csl>; all: readonly string[] | undefined }>({ entries: new Map(), all: undefined });
  const { edition } = useNews();
  const known = useRef({ of: "", entries: new Map<string, Csl>() });
  useEffect(() => {
    let current = true;
    const load = async () => {
      // More ids come with each document; what is here already is not asked for again.
      const of = `${asOf} ${edition}`;
      if (known.current.of !== of) known.current = { of, entries: new Map() };
      const { entries } = known.current;
      for (const piece of pieces(ids.filter((id) => !entries.has(id)))) {
        if (piece.length === 0) continue;
        const cite = await get<Cite>(address("cite", { id: piece, as_of: asOf })).catch(() => undefined);
        if (!current) return;
        for (const item of cite?.items ?? []) entries.set(item.id, item.csl);
        setState({ entries: new Map(entries), all: undefined });
      }
      if (current) setState({ entries: new Map(entries), all: ids });
    };
    void load();
    return () => {
      current = false;
    };
  }, [ids, asOf, edition]);
  return { entries: state.entries, busy: state.all !== ids };
}

function Content({ used, entries, busy }: { used: readonly Used[]; entries: ReadonlyMap<string, Csl>; busy: boolean }) {
  const app = useApp();
  const { t, view } = app;
  const { language } = view.query;
  const text = view.query["q"]?.toLowerCase();
  const languages = [...new Set([...entries.values()].map((entry) => entry.language))].sort();
  const titles: Readonly<Record<string, string>> = { channels: t.channels, commitments: t.commitments, "common-ground": t.common_ground, indicators: t.indicators };
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
        <span class="small" role="status" aria-busy={busy}>{t.all_sources(shown.length, used.length)}{busy && ` · ${t.loading(`${entries.size} / ${used.length}`)}`}</span>
      </div>
      <Table caption={t.sources} quiet rows={shown} step={50} keyOf={(row) => row.id} columns={[
        { title: t.title, cell: (row) => { const entry = entries.get(row.id); return (
          <>
            {entry ? <span lang={entry.language}>{entry.title}</span> : <code>{row.id}</code>} <SourceLink ids={[row.id]} about={entry?.title ?? row.id} />
            {entry?.URL && <a class="small block address" href={entry.URL} target="_blank" rel="noreferrer noopener">{entry.URL}</a>}
          </>); } },
        { title: t.publisher, cell: (row) => <span lang="en">{entries.get(row.id)?.publisher ?? "–"}</span> },
        { title: t.published, short: true, cell: (row) => dateText(entries.get(row.id)?.issued) ?? "–" },
        { title: t.in_language, short: true, cell: (row) => { const code = entries.get(row.id)?.language; return code ? languageName(code, app.language) : "–"; } },
        { title: t.used_by, cell: (row) => (
          <>
            {row.events.length > 0 && (
              <details class="users"><summary>{t.events_count(row.events.length)}</summary>
                <ul>{row.events.map((id) => <li key={id}><a href={formatView(otherPage(view, "meeting", { event: id, kind: "all" }))}>{id}</a></li>)}</ul>
              </details>
            )}
            {row.pages.map((page) => <a key={page} class="small block" href={formatView(otherPage(view, page))}>{titles[page]}</a>)}
          </>) },
      ]} />
    </>
  );
}

export function SourcesPage() {
  const { t, asOf } = useApp();
  const timeline = useDocument<Timeline>("timeline", { as_of: asOf });
  const { pages, busy: reading } = usePages(asOf);
  const used = useMemo(() => (timeline.document ? usedBy(timeline.document, pages) : []), [timeline.document, pages]);
  const ids = useMemo(() => used.map((each) => each.id), [used]);
  const { entries, busy } = useEntries(ids, asOf);
  return (
    <Page title={t.sources} lead={t.sources_lead} tools={timeline.document && (
      <Tools<Used> title={t.sources} of={{ name: "sources", head: timeline.document, rows: used, columns: [
        { title: t.id, value: (row) => row.id }, { title: t.title, value: (row) => entries.get(row.id)?.title },
        { title: t.publisher, value: (row) => entries.get(row.id)?.publisher }, { title: t.published, value: (row) => dateText(entries.get(row.id)?.issued) },
        { title: t.in_language, value: (row) => entries.get(row.id)?.language }, { title: t.address, value: (row) => entries.get(row.id)?.URL },
        { title: t.used_by, value: (row) => [...row.events, ...row.pages].join(" ") },
      ] }} />)}>
      <Await of={timeline} what={t.sources}>{() => <Content used={used} entries={entries} busy={busy || reading} />}</Await>
    </Page>
  );
}
