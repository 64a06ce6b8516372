// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from "preact/hooks";
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import { firstDay, isDay, toIso } from "../dates";
import { kinds, type Name, type RecordedEvent, type Status, type Timeline } from "../documents";
import { nameIn, sideName } from "../names";
import { Await } from "../parts/Await";
import { EventCard, dateOf } from "../parts/EventCard";
import { Page, Tools } from "../parts/Page";
import { SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";
import { drawTimeline, type Window } from "../timeline/draw";
import { indexOf, lowerBound, type EventIndex } from "../timeline/index";
import { SvgPen } from "../timeline/pen";
import { TimelineCanvas, moved, useLook, wholeOf, zoomed } from "../timeline/TimelineCanvas";
import { changed, formatView } from "../view";
import { kindWord } from "../words";

const height = 400;

/** `lang`: of the options, where they are the record's own words; an option's own third part goes before it. */
function Choice({ name, title, options, lang }: { name: string; title: string; options: readonly (readonly [string, string, (string | undefined)?])[]; lang?: string | undefined }) {
  const { t, view } = useApp();
  return (
    <label>{title} <select value={view.query[name] ?? ""} onChange={(event) => go(view, { [name]: event.currentTarget.value }, true)}>
      <option value="">{t.all}</option>
      {options.map(([value, text, own]) => <option key={value} value={value} lang={own ?? lang}>{text}</option>)}
    </select></label>
  );
}

/** The filters that the server knows, one that looks into titles, and one for who has an account. */
function Filters({ whole, status }: { whole: Timeline | undefined; status: Status | undefined }) {
  const { t, view, language } = useApp();
  const listed = (of: Name["of"]) => (whole?.names ?? []).filter((name) => name.of === of)
    .map((name) => { const text = nameIn(name, language); return [name.id, text, text === name.name ? "en" : undefined] as const; }).sort((a, b) => a[1].localeCompare(b[1], language));
  const issues = useMemo(() => listed("issue"), [whole, language]);
  const actors = useMemo(() => listed("actor"), [whole, language]);
  const keys = ["kind", "channel", "issue", "actor", "accounts", "q"];
  return (
    <div class="filters" role="group" aria-label={t.filter}>
      <Choice name="kind" title={t.kind} options={kinds.map((kind) => [kind, kindWord(t, kind)])} />
      <Choice name="channel" title={t.channel} options={(status?.channels ?? []).map((channel) => [channel.id, channel.name])} lang="en" />
      <Choice name="issue" title={t.issue} options={issues} lang="en" />
      <Choice name="actor" title={t.actor} options={actors} />
      <Choice name="accounts" title={t.accounts} options={[["both", t.both_accounts], ["one", t.one_account], ["none", t.no_accounts]]} />
      <label>{t.search} <input type="search" value={view.query["q"] ?? ""} onInput={(event) => go(view, { q: event.currentTarget.value }, true)} /></label>
      {keys.some((key) => view.query[key]) && (
        <button type="button" onClick={() => go(view, Object.fromEntries(keys.map((key) => [key, undefined])), true)}>{t.clear_filters}</button>
      )}
    </div>
  );
}

function wanted(event: RecordedEvent, accounts: string | undefined, text: string | undefined): boolean {
  const count = Object.values(event.accounts).filter(Boolean).length;
  if (accounts && count !== { both: 2, one: 1, none: 0 }[accounts]) return false;
  return !text || `${event.title} ${event.summary} ${event.id}`.toLowerCase().includes(text.toLowerCase());
}

interface ZoomProps {
  window: Window;
  index: EventIndex;
  setWindow: (window: Window) => void;
}

function ZoomButtons({ window, index, setWindow }: ZoomProps) {
  const { t } = useApp();
  const middle = (window.from + window.to) / 2, span = window.to - window.from;
  const spanned = (days: number) => setWindow(zoomed(window, days / span, Math.min(window.to, (index.days.at(-1) ?? middle) + days * 0.02)));
  return (
    <div class="zoom" role="group" aria-label={t.span}>
      <button type="button" onClick={() => setWindow(moved(window, -span / 2))}>‹ {t.earlier}</button>
      <button type="button" onClick={() => setWindow(moved(window, span / 2))}>{t.later} ›</button>
      <button type="button" onClick={() => setWindow(zoomed(window, 0.5, middle))}>+ {t.zoom_in}</button>
      <button type="button" onClick={() => setWindow(zoomed(window, 2, middle))}>− {t.zoom_out}</button>
      <button type="button" onClick={() => setWindow(wholeOf(index))}>{t.zoom_all}</button>
      <button type="button" onClick={() => spanned(3653)}>{t.decade}</button>
      <button type="button" onClick={() => spanned(366)}>{t.year}</button>
      <button type="button" onClick={() => spanned(31)}>{t.month}</button>
      <button type="button" onClick={() => spanned(10)}>{t.days}</button>
    </div>
  );
}

function Legend() {
  const { t, sides, language } = useApp();
  return (
    <p class="legend small">
      {sides.map((side, i) => (
        <span key={side}><svg width="12" height="12" aria-hidden="true"><circle class={`mark side-${i}`} cx="6" cy="6" r="4.5" /></svg> {sideName(side, language)}: {t.mark_filled}</span>
      ))}
      <span><svg width="12" height="12" aria-hidden="true"><circle class="mark hollow" cx="6" cy="6" r="4" /></svg> {t.mark_hollow}</span>
      <span>{t.density_note}</span>
    </p>
  );
}

function EventsTable({ events }: { events: readonly RecordedEvent[] }) {
  const { t, view, sides, language } = useApp();
  return (
    <Table caption={t.events_in_view} rows={events} keyOf={(row) => row.id} step={50} columns={[
      { title: t.date, short: true, cell: (row) => dateOf(row) },
      { title: t.kind, short: true, cell: (row) => kindWord(t, row.kind) },
      { title: t.event, cell: (row) => (
        <><a lang="en" href={formatView(changed(view, { event: row.id }))}>{row.title}</a> <SourceLink ids={row.sources} about={row.title} /></>) },
      ...sides.map((side) => ({
        title: sideName(side, language), short: true,
        cell: (row: RecordedEvent) => row.accounts[side] ? <span>● {t.mark_filled}</span> : <span class="silent">○ {t.mark_hollow}</span>,
      })),
    ]} />
  );
}

function Content({ document, whole, status }: { document: Timeline; whole: Timeline | undefined; status: Status | undefined }) {
  const app = useApp();
  const { t, view, sides } = app;
  const { accounts, q } = view.query;
  const index = useMemo(() => indexOf(document.events.filter((event) => wanted(event, accounts, q)), sides), [document, accounts, q, sides]);
  const chosenId = view.query["event"];
  const chosen = useMemo(() => index.events.findIndex((event) => event.id === chosenId), [index, chosenId]);
  const linked = (() => {
    const { from, to } = view.query;
    if (from && to && isDay(from) && isDay(to) && from < to) return { from: firstDay(from), to: firstDay(to) };
    if (chosen >= 0) return { from: index.days[chosen]! - 400, to: index.days[chosen]! + 400 };
    return wholeOf(index);
  })();
  const [moving, setMoving] = useState<Window>();
  const window = moving ?? linked;
  const settle = (next: Window) => {
    setMoving(undefined);
    go(view, { from: toIso(next.from), to: toIso(next.to) }, true);
  };
  const first = lowerBound(index.days, window.from), last = lowerBound(index.days, window.to + 1);
  const inView = useMemo(() => index.events.slice(first, last).reverse(), [index, first, last]);
  return (
    <>
      <Filters whole={whole} status={status} />
      <ZoomButtons window={window} index={index} setWindow={settle} />
      <p class="small" role="status">{t.in_view(inView.length, index.events.length)} · {toIso(window.from)} – {toIso(window.to)}</p>
      <TimelineCanvas index={index} window={window} height={height} chosen={chosen}
        onWindow={(next, settled) => settled && settle(next)}
        onChoose={(place) => go(view, { event: index.events[place]!.id, from: toIso(window.from), to: toIso(window.to) }, true)} />
      <Legend />
      <p class="small help">{t.timeline_help}</p>
      <section aria-label={t.event_chosen} class="chosen">
        {chosen >= 0 ? <EventCard of={index.events[chosen]!} level={2} /> : <p class="small">{t.choose_event_hint}</p>}
      </section>
      <EventsTable events={inView} />
    </>
  );
}

export function TimelinePage() {
  const app = useApp();
  const { t, view, asOf, sides, caseTitle } = app;
  const { kind, channel, issue, actor } = view.query;
  const whole = useDocument<Timeline>("timeline", { as_of: asOf });
  const filtered = useDocument<Timeline>("timeline", { as_of: asOf, kind, channel, issue, actor });
  const status = useDocument<Status>("status", { as_of: asOf });
  const lookOf = useLook();
  const picture = () => {
    const { from, to, accounts, q, event } = view.query;
    const index = indexOf((filtered.document?.events ?? []).filter((each) => wanted(each, accounts, q)), sides);
    const window = from && to ? { from: firstDay(from), to: firstDay(to) } : wholeOf(index);
    const pen = new SvgPen();
    const look = lookOf();
    drawTimeline(pen, index, { width: 1200, height }, window, look, index.events.findIndex((each) => each.id === event));
    return pen.finish(1200, height, look.paper, `${caseTitle}: ${t.timeline}`, `${toIso(window.from)} – ${toIso(window.to)} · ${t.known_on(filtered.document?.as_of ?? "")}`, look.ink);
  };
  const rows = (filtered.document?.events ?? []).filter((event) => wanted(event, view.query["accounts"], view.query["q"]));
  return (
    <Page title={t.timeline} lead={t.timeline_lead} tools={filtered.document && (
      <Tools<RecordedEvent> title={t.timeline} of={{ name: "timeline", head: filtered.document, picture, rows, columns: [
        { title: t.id, value: (row) => row.id }, { title: t.date, value: (row) => dateOf(row) }, { title: t.kind, value: (row) => row.kind },
        { title: t.title, value: (row) => row.title }, { title: t.summary, value: (row) => row.summary },
        ...sides.map((side) => ({ title: side, value: (row: RecordedEvent) => row.accounts[side]?.text })),
        { title: t.place, value: (row) => row.place?.name }, { title: t.sources, value: (row) => row.sources.join(" ") },
      ] }} />)}>
      <Await of={filtered} what={t.timeline}>
        {(document) => <Content document={document} whole={whole.document} status={status.document} />}
      </Await>
    </Page>
  );
}
