// SPDX-License-Identifier: Apache-2.0
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import { addMonths } from "../dates";
import { levels, states, type Changes, type Channel, type Spiral, type State as StateName, type Status, type Timeline } from "../documents";
import { sideName } from "../names";
import { Await } from "../parts/Await";
import { dateOf } from "../parts/EventCard";
import { Page, Tools } from "../parts/Page";
import { Sentences, SourceLink } from "../parts/SourceLink";
import { State } from "../parts/State";
import { Table } from "../parts/Table";
import { formatView, otherPage } from "../view";
import { kindWord, levelWord, wordFor, type Words } from "../words";

/** The board and the spiral in one sentence; what each part rests on is one step away. */
function Verdict({ channels }: { channels: readonly Channel[] }) {
  const { t, view, asOf } = useApp();
  const spiral = useDocument<Spiral>("spiral", { as_of: asOf });
  const count = (...wanted: StateName[]) => channels.filter((channel) => wanted.includes(channel.state)).length;
  const words = ({ verdict, radius }: Spiral) => wordFor(t, "spiral", verdict.self_sustaining) +
    (radius ? t.verdict_radius(radius.estimate.toFixed(2), radius.low.toFixed(2), radius.high.toFixed(2)) : "");
  return (
    <section class="verdict" aria-labelledby="verdict">
      <h2 id="verdict">{t.verdict}</h2>
      <Await of={spiral} what={t.verdict} slow>
        {(document) => (
          <>
            <p class="sentence">{t.verdict_sentence(count("open"), channels.length - count("not yet"), count("suspended", "closed"), words(document))} <SourceLink ids={document.verdict.sentences[0]?.sources ?? []} about={t.verdict} /></p>
            <p class="small"><a href={formatView(otherPage(view, "channels"))}>{t.channels}</a> · <a href={formatView(otherPage(view, "spiral"))}>{t.verdict_how}</a></p>
          </>
        )}
      </Await>
    </section>
  );
}

function Counts({ channels, chosen }: { channels: readonly Channel[]; chosen: string | undefined }) {
  const { t, view } = useApp();
  return (
    <ul class="counts" aria-label={t.board_summary}>
      {states.map((state) => {
        const count = channels.filter((channel) => channel.state === state).length;
        return (
          <li key={state}>
            <button type="button" aria-pressed={chosen === state} onClick={() => go(view, { state: chosen === state ? undefined : state }, true)}>
              <span class="figure">{count}</span> <State of={state} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Overdue({ channels }: { channels: readonly Channel[] }) {
  const { t } = useApp();
  const late = channels.filter((channel) => (channel.overdue_days ?? 0) > 0).sort((a, b) => (b.overdue_days ?? 0) - (a.overdue_days ?? 0));
  return (
    <section aria-labelledby="overdue">
      <h2 id="overdue">{t.overdue}</h2>
      {late.length === 0 ? <p>{t.overdue_none}</p> : (
        <ul class="plain">
          {late.map((channel) => (
            <li key={channel.id}>
              <strong lang="en">{channel.name}</strong> · <State of={channel.state} /> · {t.days_overdue(channel.overdue_days ?? 0)}
              <span class="small"> · {t.last_held}: {channel.last_held ?? t.none} · <span lang="en">{channel.cadence}</span> <SourceLink ids={channel.sources} about={channel.name} /></span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function LastChanges() {
  const { t, view, asOf, today, language } = useApp();
  const day = asOf ?? today;
  const changes = useDocument<Changes>(day ? "status" : undefined, day ? { changes: `${addMonths(day, -12)},${day}`, as_of: day } : {});
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{t.last_changes}</h2>
      <Await of={changes} what={t.last_changes}>
        {(document) => document.changes.length === 0 ? <p>{t.changes_none}</p> : (
          <ul class="plain">
            {[...document.changes].reverse().slice(0, 8).map((change) => (
              <li key={change.date + change.channel}>
                <time>{change.date}</time> <a lang="en" href={formatView(otherPage(view, "channels", { channel: change.channel }))}>{change.name}</a>:{" "}
                <State of={change.from} /> → <State of={change.to} />
                {change.by && <span class="small"> · {sideName(change.by, language)}</span>}
                <span class="small"> · {change.event ? <span lang="en">{change.event_title}</span> : t.time_passed} <SourceLink ids={change.sources} about={change.name} /></span>
              </li>
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}

function LatestEvents() {
  const { t, view, asOf, today } = useApp();
  const day = asOf ?? today;
  const latest = useDocument<Timeline>(day ? "timeline" : undefined, day ? { from: addMonths(day, -12), as_of: day } : {});
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">{t.latest_events}</h2>
      <Await of={latest} what={t.latest_events}>
        {(document) => document.events.length === 0 ? <p>{t.latest_none}</p> : (
          <ul class="plain">
            {[...document.events].reverse().slice(0, 8).map((event) => (
              <li key={event.id}>
                <time>{dateOf(event)}</time> <span class="small">{kindWord(t, event.kind)}</span>{" "}
                <a lang="en" href={formatView(otherPage(view, "meeting", { event: event.id }))}>{event.title}</a> <SourceLink ids={event.sources} about={event.title} />
              </li>
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}

const csvColumns = (t: Words) => [
  { title: t.channel_id, value: (row: Channel) => row.id }, { title: t.channel, value: (row: Channel) => row.name },
  { title: t.level, value: (row: Channel) => levelWord(t, row.level) }, { title: t.state, value: (row: Channel) => row.state },
  { title: t.since, value: (row: Channel) => row.since }, { title: t.by, value: (row: Channel) => row.by },
  { title: t.in_its_words, value: (row: Channel) => row.word }, { title: t.last_held, value: (row: Channel) => row.last_held },
  { title: t.held_12m, value: (row: Channel) => row.held_12m }, { title: t.cadence, value: (row: Channel) => row.cadence },
  { title: t.overdue_days, value: (row: Channel) => row.overdue_days }, { title: t.planned, value: (row: Channel) => row.planned },
  { title: t.sources, value: (row: Channel) => row.sources.join(" ") },
];

function Needs({ of }: { of: Channel }) {
  const { t, language } = useApp();
  if (Object.values(of.needs).every((list) => list === null)) return null;
  return (
    <details><summary>{t.needs}</summary>
      {Object.entries(of.needs).map(([side, list]) => (
        <p key={side} class="small"><strong>{sideName(side, language)}</strong>: {list === null ? t.status_none : list.map((need) => (
          <span key={need.date + need.text} lang="en">{need.text} ({need.date}) <SourceLink ids={[need.source]} /> </span>
        ))}</p>
      ))}
    </details>
  );
}

function Board({ channels }: { channels: readonly Channel[] }) {
  const { t, view, language } = useApp();
  return (
    <Table caption={t.board} quiet rows={channels} keyOf={(row) => row.id} columns={[
      { title: t.channel, cell: (row) => (
        <>
          <a lang="en" href={formatView(otherPage(view, "channels", { channel: row.id }))}>{row.name}</a> <SourceLink ids={row.sources} about={row.name} />
          <br /><span class="small">{levelWord(t, row.level)}</span><Needs of={row} />
        </>) },
      { title: t.state, short: true, cell: (row) => <State of={row.state} /> },
      { title: t.since, short: true, cell: (row) => row.since ?? "–" },
      { title: t.by, cell: (row) => (
        <>
          {row.by ? sideName(row.by, language) : "–"}{row.word && <> “<span lang="und">{row.word}</span>”</>}
          {row.after_title && <span class="small block">{t.after}: <span lang="en">{row.after_title}</span></span>}
          {row.reason && <span class="small block">{t.reason}: <span lang="en">{row.reason}</span></span>}
        </>) },
      { title: t.last_held, short: true, cell: (row) => row.last_held_event
        ? <a href={formatView(otherPage(view, "meeting", { event: row.last_held_event }))}>{row.last_held}</a> : row.last_held ?? "–" },
      { title: t.held_12m, number: true, cell: (row) => row.held_12m },
      { title: t.overdue_days, number: true, cell: (row) => row.overdue_days ?? "–" },
    ]} />
  );
}

export function NowPage() {
  const { t, view, asOf } = useApp();
  const status = useDocument<Status>("status", { as_of: asOf });
  const state = view.query["state"] as StateName | undefined;
  const level = view.query["level"];
  const shownOf = (document: Status) => document.channels.filter((channel) => (!state || channel.state === state) && (!level || channel.level === level));
  return (
    <Page title={t.now} lead={t.now_lead}
      tools={status.document && <Tools title={t.board} of={{ name: "board", head: status.document, columns: csvColumns(t), rows: shownOf(status.document) }} />}>
      <Await of={status} what={t.board}>
        {(document) => (
          <>
            <Verdict channels={document.channels} />
            <Counts channels={document.channels} chosen={state} />
            <Sentences of={document.summary} />
            <div class="columns">
              <Overdue channels={document.channels} />
              <LastChanges />
              <LatestEvents />
            </div>
            <section aria-labelledby="board">
              <h2 id="board">{t.board}</h2>
              <div class="filters" role="group" aria-label={t.filter}>
                <label>{t.level} <select value={level ?? ""} onChange={(event) => go(view, { level: event.currentTarget.value }, true)}>
                  <option value="">{t.all}</option>
                  {levels.map((each) => <option key={each} value={each}>{levelWord(t, each)}</option>)}
                </select></label>
                <span class="small">{t.every_channel(shownOf(document).length)}</span>
                {(state || level) && <button type="button" onClick={() => go(view, { state: undefined, level: undefined }, true)}>{t.clear_filters}</button>}
              </div>
              <Board channels={shownOf(document)} />
            </section>
          </>
        )}
      </Await>
    </Page>
  );
}
