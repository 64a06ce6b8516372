// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import type { RecordedEvent, Timeline } from "../documents";
import { pathOf, projection, useLand, type Land } from "../map/land";
import { Await } from "../parts/Await";
import { EventCard, dateOf } from "../parts/EventCard";
import { Page, Tools } from "../parts/Page";
import { SourceLink } from "../parts/SourceLink";
import { Table } from "../parts/Table";
import { changed, formatView } from "../view";
import { wordFor } from "../words";

const width = 1000;
const worldBox = [-180, -58, 180, 80] as const;

interface Placed {
  readonly event: RecordedEvent;
  readonly lat: number;
  readonly lon: number;
}

function placed(event: RecordedEvent): Placed[] {
  const { lat, lon } = event.place ?? { lat: null, lon: null };
  return lat !== null && lon !== null ? [{ event, lat, lon }] : [];
}

/** What the map cannot show, by the place that the record names. */
function Unplaced({ events }: { events: readonly RecordedEvent[] }) {
  const { t, view } = useApp();
  const places = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const name = event.place?.name ?? t.place_unknown;
    places.set(name, [...(places.get(name) ?? []), event]);
  }
  return (
    <section aria-labelledby="unplaced">
      <h2 id="unplaced">{t.no_position} ({events.length})</h2>
      <p class="small">{t.no_position_help}</p>
      <ul class="plain places">
        {[...places].sort(([, a], [, b]) => b.length - a.length).map(([name, here]) => (
          <li key={name}><strong lang="en">{name}</strong>: {[...here].reverse().map((event, i) => (
            <span key={event.id}>{i > 0 && ", "}<a href={formatView(changed(view, { event: event.id }))} title={event.title} aria-label={`${event.date}: ${event.title}`}>{event.date}</a></span>
          ))}</li>
        ))}
      </ul>
    </section>
  );
}

interface MapProps {
  events: readonly Placed[];
  land: Land | undefined;
  near: boolean;
  chosen: string | undefined;
  picture: { current: SVGSVGElement | null };
}

function IncidentMap({ events, land, near, chosen, picture }: MapProps) {
  const { t, view } = useApp();
  const box = near ? land?.box ?? ([98, -4, 152, 48] as const) : worldBox;
  const to = useMemo(() => projection(box, width), [near, land]);
  const coast = useMemo(() => (land ? pathOf(near ? land.near : land.world, land.unit, to) : ""), [land, to]);
  // On a phone the picture shrinks and the marks do not, so that a finger finds them.
  const [scale, setScale] = useState(1);
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => setScale(Math.max(1, 640 / Math.max(1, frame.current?.clientWidth ?? width))));
    watch.observe(frame.current!);
    return () => watch.disconnect();
  }, []);
  const inside = events.filter(({ lat, lon }) => lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3]);
  const step = near ? 10 : 30;
  const lines = (from: number, until: number) => Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, i) => Math.ceil(from / step) * step + i * step).filter((each) => each < until);
  // Several at one place are set around it.
  const seen = new Map<string, number>();
  return (
    <div ref={frame}>
      <svg ref={picture} viewBox={`0 0 ${to.width} ${to.height}`} class="map" role="group" aria-label={t.map}>
        <rect class="sea" width={to.width} height={to.height} />
        <path class="land" d={coast} />
        <g class="graticule" aria-hidden="true">
          {lines(box[0], box[2]).map((lon) => <path key={`x${lon}`} d={`M${to.x(lon)} 0V${to.height}`} />)}
          {lines(box[1], box[3]).map((lat) => <path key={`y${lat}`} d={`M0 ${to.y(lat)}H${to.width}`} />)}
        </g>
        {inside.map(({ event, lat, lon }) => {
          const key = `${lat.toFixed(1)} ${lon.toFixed(1)}`;
          const before = seen.get(key) ?? 0;
          seen.set(key, before + 1);
          const turn = before * 2.4, away = 11 * scale * Math.sqrt(before);
          const cx = to.x(lon) + away * Math.cos(turn), cy = to.y(lat) + away * Math.sin(turn);
          return (
            <a key={event.id} lang="en" href={formatView(changed(view, { event: event.id }))} class={`incident${event.id === chosen ? " chosen" : ""}`}
              aria-label={`${event.date}: ${event.title}, ${event.place?.name ?? ""}`} aria-current={event.id === chosen ? "true" : undefined}>
              <title>{`${event.date}: ${event.title}`}</title>
              <g transform={`translate(${cx.toFixed(1)} ${cy.toFixed(1)}) scale(${scale.toFixed(2)})`}>
              <circle class="target" r={14} />
              {event.medium === "air" ? <path class="mark" d="M0-8l7.5 13h-15z" /> : event.medium === "sea" ? <circle class="mark" r={6.5} /> : <rect class="mark" x={-6} y={-6} width={12} height={12} />}
              {event.id === chosen && <circle class="ring" r={14} />}
              </g>
            </a>
          );
        })}
      </svg>
      <p class="legend small">
        <span><svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" class="incident"><path class="mark" d="M8 1l7 13H1z" /></svg> {t.medium_air}</span>
        <span><svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" class="incident"><circle class="mark" cx="8" cy="8" r="6.5" /></svg> {t.medium_sea}</span>
        <span><svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" class="incident"><rect class="mark" x="2" y="2" width="12" height="12" /></svg> {t.medium_land}, {t.medium_space}, {t.medium_cyber}</span>
        {events.length > inside.length && <span>{t.outside(events.length - inside.length)}</span>}
        <span>{t.position_help}</span>
        <span>{t.coastlines}</span>
      </p>
    </div>
  );
}

export function IncidentsPage() {
  const { t, view, asOf, sides } = useApp();
  const incidents = useDocument<Timeline>("timeline", { kind: "incident", as_of: asOf });
  const land = useLand();
  const picture = useRef<SVGSVGElement>(null);
  const near = view.query["region"] !== "world";
  const medium = view.query["medium"];
  const shownOf = (document: Timeline) => document.events.filter((event) => !medium || event.medium === medium);
  return (
    <Page title={t.incidents} lead={t.incidents_lead} tools={incidents.document && (
      <Tools<RecordedEvent> title={t.incidents} of={{ name: "incidents", head: incidents.document, rows: shownOf(incidents.document), picture: () => picture.current, columns: [
        { title: t.id, value: (row) => row.id }, { title: t.date, value: (row) => dateOf(row) }, { title: t.title, value: (row) => row.title },
        { title: t.place, value: (row) => row.place?.name }, { title: "lat", value: (row) => row.place?.lat }, { title: "lon", value: (row) => row.place?.lon },
        { title: t.medium, value: (row) => row.medium }, { title: t.distance, value: (row) => row.distance?.text }, { title: t.summary, value: (row) => row.summary },
        ...sides.flatMap((side) => [{ title: side, value: (row: RecordedEvent) => row.accounts[side]?.text }, { title: `${side}: ${t.distance}`, value: (row: RecordedEvent) => row.accounts[side]?.distance?.text }]),
        { title: t.sources, value: (row) => row.sources.join(" ") },
      ] }} />)}>
      <Await of={incidents} what={t.incidents}>
        {(document) => {
          const shown = shownOf(document);
          if (document.events.length === 0) return <p class="notice">{t.nothing}</p>;
          const onMap = shown.flatMap(placed);
          const chosen = shown.find((event) => event.id === view.query["event"]);
          return (
            <>
              <div class="filters" role="group" aria-label={t.filter}>
                <label>{t.region} <select value={near ? "near" : "world"} onChange={(event) => go(view, { region: event.currentTarget.value === "world" ? "world" : undefined }, true)}>
                  <option value="near">{t.region_near}</option><option value="world">{t.region_world}</option>
                </select></label>
                <label>{t.medium} <select value={medium ?? ""} onChange={(event) => go(view, { medium: event.currentTarget.value }, true)}>
                  <option value="">{t.all}</option>
                  {["air", "sea", "land", "space", "cyber"].map((each) => <option key={each} value={each}>{wordFor(t, "medium", each)}</option>)}
                </select></label>
                <span class="small">{t.events_count(shown.length)}</span>
              </div>
              <div class="map-and-card">
                <div>
                  <IncidentMap events={onMap} land={land} near={near} chosen={chosen?.id} picture={picture} />
                </div>
                <section class="chosen" aria-live="polite">{chosen ? <EventCard of={chosen} level={2} /> : <p class="small">{t.map_help}</p>}</section>
              </div>
              {shown.length > onMap.length && <Unplaced events={shown.filter((event) => placed(event).length === 0)} />}
              <Table caption={t.incidents} rows={[...shown].reverse()} keyOf={(row) => row.id} columns={[
                { title: t.date, short: true, cell: (row) => dateOf(row) },
                { title: t.event, cell: (row) => <><a lang="en" href={formatView(changed(view, { event: row.id }))}>{row.title}</a> <SourceLink ids={row.sources} about={row.title} /></> },
                { title: t.place, cell: (row) => row.place ? <span lang="en">{row.place.name}</span> : "–" },
                { title: t.medium, short: true, cell: (row) => row.medium ? wordFor(t, "medium", row.medium) : "–" },
                { title: t.distance, cell: (row) => (
                  <>
                    {row.distance && <span class="block">{t.distance_undisputed}: <span lang="en">{row.distance.text}</span></span>}
                    {sides.map((side) => row.accounts[side]?.distance && <span key={side} class="block">{side}: <span lang="en">{row.accounts[side]?.distance?.text}</span></span>)}
                    {!row.distance && !sides.some((side) => row.accounts[side]?.distance) && "–"}
                  </>) },
              ]} />
            </>
          );
        }}
      </Await>
    </Page>
  );
}
