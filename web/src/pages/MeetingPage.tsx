// SPDX-License-Identifier: Apache-2.0
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import { kinds, type Readouts, type RecordedEvent, type Timeline } from "../documents";
import { languageName, sideName } from "../names";
import { Acts } from "../parts/Acts";
import { Await } from "../parts/Await";
import { dateOf } from "../parts/EventCard";
import { Comparison, Originals } from "../parts/Originals";
import { Page, Tools } from "../parts/Page";
import { Sentences, SourceLink } from "../parts/SourceLink";
import { formatView, otherPage } from "../view";
import { kindWord, wordFor, type Words } from "../words";

const talks = new Set(["meeting", "call", "visit"]);

function Chooser({ events, chosen }: { events: readonly RecordedEvent[]; chosen: string }) {
  const { t, view } = useApp();
  const kind = view.query["kind"] ?? "talks";
  const shown = events.filter((event) => event.id === chosen || (kind === "talks" ? talks.has(event.kind) : kind === "all" || event.kind === kind));
  return (
    <div class="filters" role="group" aria-label={t.filter}>
      <label>{t.choose_kind} <select value={kind} onChange={(event) => go(view, { kind: event.currentTarget.value }, true)}>
        <option value="talks">{t.kinds_talks}</option>
        <option value="all">{t.all}</option>
        {kinds.map((each) => <option key={each} value={each}>{kindWord(t, each)}</option>)}
      </select></label>
      <label class="wide">{t.choose_event} <select value={chosen} onChange={(event) => go(view, { event: event.currentTarget.value })}>
        {[...shown].reverse().map((event) => <option key={event.id} value={event.id} lang="en">{event.date} · {event.title}</option>)}
      </select></label>
      <span class="small">{t.events_count(shown.length)}</span>
    </div>
  );
}

interface Cell {
  readonly text: string;
  readonly source?: string | null;
  readonly id?: string;
  readonly address?: string | null;
  readonly language?: string;
  readonly read?: string;
}

const aspectWord = (t: Words, aspect: string) =>
  ({ says: t.aspect_says, "closest distance": t.aspect_distance, "known from": t.aspect_known, source: t.aspect_source })[aspect] ?? aspect;

function Aspect({ aspect, cell }: { aspect: string; cell: Cell | null }) {
  const { t, language } = useApp();
  if (cell === null) return <span>–</span>;
  if (aspect === "source") {
    return (
      <>
        <span lang="en">{cell.address ? cell.text.replace(`, ${cell.address}`, "") : cell.text}</span> <SourceLink ids={cell.id ? [cell.id] : []} />
        {cell.address && <span class="small block"><a href={cell.address} target="_blank" rel="noreferrer noopener">{cell.address}</a></span>}
        <span class="small block">{languageName(cell.language ?? "und", language)} · {wordFor(t, "read", cell.read ?? "")}</span>
      </>
    );
  }
  return <span lang="en">{cell.text} {cell.source && <SourceLink ids={[cell.source]} />}</span>;
}

function Side({ of, side, place }: { of: Readouts; side: string; place: number }) {
  const { t, language } = useApp();
  const name = sideName(side, language);
  const says = of.accounts.find((row) => row.aspect === "says")?.[side] as Cell | undefined;
  const silent = !says?.source;
  return (
    <section class={`account big side-${place}`} aria-label={t.account_of(name)}>
      <h2>{name}</h2>
      {silent ? <p class="silent">{t.no_account(name)}</p> : (
        <dl>
          {of.accounts.map((row) => (
            <div key={row.aspect} class={row.aspect === "says" ? "says" : undefined}>
              <dt>{aspectWord(t, row.aspect)}</dt>
              <dd><Aspect aspect={row.aspect} cell={(row[side] ?? null) as Cell | null} /></dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Event({ id, event }: { id: string; event: RecordedEvent | undefined }) {
  const { t, view, asOf, sides, language } = useApp();
  const readouts = useDocument<Readouts>("readouts", { event: id, as_of: asOf });
  const rows = (document: Readouts) => document.accounts.map((row) => ({ aspect: row.aspect, cells: sides.map((side) => ((row[side] ?? null) as Cell | null)?.text ?? "") }));
  return (
    <Await of={readouts} what={t.meeting}>
      {(document) => (
        <>
          <Tools title={event?.title ?? id} of={{ name: id, head: document, rows: rows(document), columns: [
            { title: t.details, value: (row: { aspect: string; cells: string[] }) => row.aspect },
            ...sides.map((side, i) => ({ title: sideName(side, language), value: (row: { aspect: string; cells: string[] }) => row.cells[i] })),
          ] }} />
          {event && <h2 class="event-title" lang="en">{event.title}</h2>}
          {event && <p class="small">{dateOf(event)} · {kindWord(t, event.kind)}{event.place && <> · <span lang="en">{event.place.name}</span></>} · <a href={formatView(otherPage(view, "timeline", { event: id }))}>{t.on_timeline}</a></p>}
          <Sentences of={document.about} />
          {(document.silent ?? []).length > 0 && <div class="silence" role="note"><strong>{t.silent}.</strong> <Sentences of={document.silent ?? []} /></div>}
          <div class="accounts two">{sides.map((side, i) => <Side key={side} of={document} side={side} place={i} />)}</div>
          {event && <Acts of={event.acts} />}
          {document.comparison && <Comparison sentences={document.comparison} rows={document.compared ?? []} />}
          {document.originals && <Originals of={document.originals} />}
        </>
      )}
    </Await>
  );
}

export function MeetingPage() {
  const { t, view, asOf } = useApp();
  const timeline = useDocument<Timeline>("timeline", { as_of: asOf });
  return (
    <Page title={t.meeting} lead={t.meeting_lead}>
      <Await of={timeline} what={t.meeting}>
        {(document) => {
          const latest = document.events.filter((event) => event.kind === "meeting" && Object.values(event.accounts).every(Boolean)).at(-1) ?? document.events.at(-1);
          const chosen = view.query["event"] ?? latest?.id;
          if (!chosen) return <p class="notice">{t.nothing}</p>;
          return (
            <>
              <Chooser events={document.events} chosen={chosen} />
              <Event key={chosen} id={chosen} event={document.events.find((event) => event.id === chosen)} />
            </>
          );
        }}
      </Await>
    </Page>
  );
}
