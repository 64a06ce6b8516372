// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import { addMonths, firstDay, ticks } from "../dates";
import { levels, states, type Change, type Changes, type Channel, type Status } from "../documents";
import { sideName } from "../names";
import { beginning } from "../parts/AsOfBar";
import { Await } from "../parts/Await";
import { Page, Tools } from "../parts/Page";
import { SourceLink } from "../parts/SourceLink";
import { State } from "../parts/State";
import { Table } from "../parts/Table";
import { formatView, otherPage } from "../view";
import { levelWord, stateWord } from "../words";

/** A stretch of one state: from one change to the next, as the document of the changes gives them. */
interface Band {
  readonly began: Change;
  readonly from: number;
  readonly to: number;
  readonly next: Change | undefined;
}

function bandsOf(changes: readonly Change[], end: number): Map<string, Band[]> {
  const bands = new Map<string, Band[]>();
  const of_channel = new Map<string, Change[]>();
  for (const change of changes) of_channel.set(change.channel, [...(of_channel.get(change.channel) ?? []), change]);
  for (const [channel, list] of of_channel) {
    bands.set(channel, list.map((began, i) => {
      const next = list[i + 1];
      return { began, from: firstDay(began.date), to: next ? firstDay(next.date) : end, next };
    }));
  }
  return bands;
}

const row_height = 26;
const axis_height = 24;

interface ChartProps {
  channels: readonly Channel[];
  bands: ReadonlyMap<string, Band[]>;
  from: number;
  to: number;
  chosen: Band | undefined;
  onChoose: (band: Band) => void;
  picture: { current: SVGSVGElement | null };
}

function BandChart({ channels, bands, from, to, chosen, onChoose, picture }: ChartProps) {
  const { t } = useApp();
  const [width, setWidth] = useState(900);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => setWidth(Math.max(320, box.current?.clientWidth ?? 900)));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);
  const narrow = width < 640;
  const gutter = narrow ? 8 : Math.min(330, width * 0.34);
  const line = narrow ? row_height + 16 : row_height;
  const height = axis_height + channels.length * line + 4;
  const x = (day: number) => gutter + ((day - from) / (to - from)) * (width - gutter - 8);
  const letters = Math.floor((gutter - 8) / 6.6);
  return (
    <div ref={box} class="band-box">
      <svg ref={picture} width={width} height={height} viewBox={`0 0 ${width} ${height}`} class="bands" role="group" aria-label={t.bands}>
        <defs>
          <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V5" class="hatch-line" /></pattern>
          <pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="1.5" cy="1.5" r="0.9" class="dot" /></pattern>
        </defs>
        {ticks(from, to, Math.max(3, (width - gutter) / 80)).map((tick) => (
          <g key={tick.day} aria-hidden="true">
            <path class="grid" d={`M${x(tick.day)} ${axis_height - 6}V${height}`} />
            {x(tick.day) < width - 20 && x(tick.day) > gutter - 6 && <text class="tick" x={x(tick.day)} y={12} text-anchor="middle">{tick.text}</text>}
          </g>
        ))}
        {channels.map((channel, i) => {
          const top = axis_height + i * line;
          const bar = narrow ? top + 16 : top + 3;
          const name = channel.name.length > letters && !narrow ? `${channel.name.slice(0, letters - 1)}…` : channel.name;
          return (
            <g key={channel.id} role="group" aria-label={channel.name}>
              <text class="row-name" lang="en" x={narrow ? 8 : 0} y={narrow ? top + 11 : top + 17}>{name}<title>{channel.name}</title></text>
              <path class="base" d={`M${x(from)} ${bar + 10}H${x(to)}`} />
              {(bands.get(channel.id) ?? []).filter((band) => band.to > from && band.from < to && band.began.to !== "not yet").map((band) => {
                const left = x(Math.max(from, band.from)), right = x(Math.min(to, band.to));
                const state = stateWord(t, band.began.to);
                const words = t.band_from_to(state, band.began.date, band.next?.date ?? t.until_day);
                const choose = () => onChoose(band);
                return (
                  <g key={band.began.date + band.began.to} class={`band ${band.began.to.replace(" ", "-")}${band === chosen ? " chosen" : ""}`} role="button" tabindex={0}
                    aria-label={`${channel.name}: ${words}`} aria-pressed={band === chosen} onClick={choose}
                    onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); } }}>
                    <title>{words}</title>
                    <rect x={left} y={bar} width={Math.max(1.5, right - left)} height={20} />
                    <rect class="pattern" x={left} y={bar} width={Math.max(1.5, right - left)} height={20} />
                    {right - left > state.length * (state.charCodeAt(0) > 0x2e7f ? 13 : 7) + 8 && <text x={left + 5} y={bar + 14}>{state}</text>}
                  </g>
                );
              })}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function BandDetail({ band, channel }: { band: Band; channel: Channel | undefined }) {
  const { t, view, language } = useApp();
  const { began, next } = band;
  return (
    <article class="event">
      <h2 lang="en">{channel?.name ?? began.channel}</h2>
      <p><State of={began.to} /> {began.date} – {next?.date ?? t.until_day}</p>
      <dl class="facts">
        <div><dt>{t.began_by}</dt><dd>{began.event ? <a lang="en" href={formatView(otherPage(view, "meeting", { event: began.event, kind: "all" }))}>{began.event_title}</a> : t.time_passed} <SourceLink ids={began.sources} /></dd></div>
        {began.by && <div><dt>{t.by}</dt><dd>{sideName(began.by, language)}</dd></div>}
        {began.word && <div><dt>{t.in_its_words}</dt><dd lang="und">{began.word}</dd></div>}
        {began.known_from && <div><dt>{t.known_from}</dt><dd>{began.known_from}</dd></div>}
        {channel?.cadence && <div><dt>{t.cadence}</dt><dd lang="en">{channel.cadence}</dd></div>}
      </dl>
    </article>
  );
}

function Content({ status, changes, day, picture }: { status: Status; changes: Changes; day: string; picture: { current: SVGSVGElement | null } }) {
  const { t, view, language } = useApp();
  const { channel, band: bandKey, years, level } = view.query;
  const end = firstDay(day);
  const bands = useMemo(() => bandsOf(changes.changes, end), [changes, end]);
  const begin = changes.changes[0] ? firstDay(changes.changes[0].date) : end - 365;
  const from = years ? firstDay(addMonths(day, -12 * (Number(years) || 10))) : begin - 60;
  const shown = status.channels.filter((each) => (!channel || each.id === channel) && (!level || each.level === level) && bands.has(each.id));
  const keyOf = (band: Band) => `${band.began.channel}@${band.began.date}`;
  const chosen = bandKey ? bands.get(bandKey.split("@")[0] ?? "")?.find((each) => keyOf(each) === bandKey) : channel ? bands.get(channel)?.at(-1) : undefined;
  const rows = [...changes.changes].reverse().filter((change) => (!channel || change.channel === channel) && shown.some((each) => each.id === change.channel));
  return (
    <>
      <div class="filters" role="group" aria-label={t.filter}>
        <label>{t.span} <select value={years ?? ""} onChange={(event) => go(view, { years: event.currentTarget.value }, true)}>
          <option value="">{t.span_all}</option>
          {[30, 20, 10, 5, 2].map((count) => <option key={count} value={count}>{t.span_years(count)}</option>)}
        </select></label>
        <label>{t.level} <select value={level ?? ""} onChange={(event) => go(view, { level: event.currentTarget.value }, true)}>
          <option value="">{t.all}</option>
          {levels.map((each) => <option key={each} value={each}>{levelWord(t, each)}</option>)}
        </select></label>
        <label class="wide">{t.channel} <select value={channel ?? ""} onChange={(event) => go(view, { channel: event.currentTarget.value, band: undefined }, true)}>
          <option value="">{t.all}</option>
          {status.channels.map((each) => <option key={each.id} value={each.id} lang="en">{each.name}</option>)}
        </select></label>
        {(channel || level || years) && <button type="button" onClick={() => go(view, { channel: undefined, level: undefined, years: undefined, band: undefined }, true)}>{t.clear_filters}</button>}
      </div>
      <p class="legend small">{states.filter((state) => state !== "not yet").map((state) => <State key={state} of={state} />)} <span>{t.bands_help}</span></p>
      {shown.length === 0 ? <p class="notice">{t.nothing}</p> : (
        <BandChart channels={shown} bands={bands} from={from} to={end} chosen={chosen} picture={picture} onChoose={(band) => go(view, { band: keyOf(band) }, true)} />
      )}
      <section class="chosen" aria-live="polite">
        {chosen ? <BandDetail band={chosen} channel={status.channels.find((each) => each.id === chosen.began.channel)} /> : <p class="small">{t.band_none}</p>}
      </section>
      <h2>{t.changes_table}</h2>
      <Table caption={t.changes_table} quiet rows={rows} step={40} keyOf={(row) => row.channel + row.date + row.to} columns={[
        { title: t.date, short: true, cell: (row) => row.date },
        { title: t.channel, cell: (row) => <span lang="en">{row.name}</span> },
        { title: t.state, short: true, cell: (row) => <><State of={row.from} /> → <State of={row.to} /></> },
        { title: t.by, cell: (row) => <>{row.by ? sideName(row.by, language) : "–"}{row.word && <> “<span lang="und">{row.word}</span>”</>}</> },
        { title: t.event, cell: (row) => <>{row.event ? <a lang="en" href={formatView(otherPage(view, "meeting", { event: row.event, kind: "all" }))}>{row.event_title}</a> : t.time_passed} <SourceLink ids={row.sources} about={row.name} /></> },
      ]} />
    </>
  );
}

export function ChannelsPage() {
  const { t, asOf, today } = useApp();
  const day = asOf ?? today;
  const status = useDocument<Status>("status", { as_of: asOf });
  const changes = useDocument<Changes>(day ? "status" : undefined, day ? { changes: `${beginning},${day}`, as_of: day } : {});
  const picture = useRef<SVGSVGElement>(null);
  return (
    <Page title={t.channels} lead={t.channels_lead} tools={changes.document && (
      <Tools<Change> title={t.channels} of={{ name: "channels", head: changes.document, rows: changes.document.changes, picture: () => picture.current, columns: [
        { title: t.date, value: (row) => row.date }, { title: t.channel_id, value: (row) => row.channel }, { title: t.channel, value: (row) => row.name },
        { title: t.from, value: (row) => row.from }, { title: t.to, value: (row) => row.to }, { title: t.by, value: (row) => row.by },
        { title: t.in_its_words, value: (row) => row.word }, { title: t.event, value: (row) => row.event }, { title: t.sources, value: (row) => row.sources.join(" ") },
      ] }} />)}>
      <Await of={status} what={t.channels}>
        {(board) => (
          <Await of={changes} what={t.bands}>
            {(history) => <Content status={board} changes={history} day={history.as_of} picture={picture} />}
          </Await>
        )}
      </Await>
    </Page>
  );
}
