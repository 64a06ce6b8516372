// SPDX-License-Identifier: Apache-2.0
import { useApp } from "../app_context";
import type { RecordedEvent } from "../documents";
import { formatView, otherPage } from "../view";
import { kindWord, wordFor } from "../words";
import { Accounts } from "./Accounts";
import { Acts } from "./Acts";
import { SourceLink } from "./SourceLink";

export const dateOf = (event: { date: string; end?: string | null }) => (event.end ? `${event.date} – ${event.end}` : event.date);

/** All that the record holds of an event. */
export function EventCard({ of, level = 3 }: { of: RecordedEvent; level?: 2 | 3 }) {
  const { t, view } = useApp();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <article class="event">
      <p class="small">{dateOf(of)} · {kindWord(t, of.kind)}{of.place && <> · <span lang="en">{of.place.name}</span></>}{of.medium && ` · ${wordFor(t, "medium", of.medium)}`}</p>
      <Heading lang="en">{of.title}</Heading>
      <p lang="en">{of.summary} <SourceLink ids={of.sources} about={of.title} /></p>
      {of.distance && <p class="small">{t.distance} ({t.distance_undisputed}): <span lang="en">{of.distance.text}</span></p>}
      {of.known !== of.date && of.date.length === 10 && of.known > (of.end ?? of.date) && <p class="small">{t.account_known(of.known)}</p>}
      <Acts of={of.acts} />
      <Accounts of={of.accounts} />
      {of.corrections.length > 0 && (
        <details><summary>{t.corrections}</summary>
          <ul>{of.corrections.map((one) => <li key={one.date + one.text} lang="en">{one.date}: {one.text}</li>)}</ul>
        </details>
      )}
      <p class="small links">
        <a href={formatView(otherPage(view, "meeting", { event: of.id }))}>{t.both_sides_page}</a>
        <a href={formatView(otherPage(view, "timeline", { event: of.id }))}>{t.on_timeline}</a>
        <code>{of.id}</code>
      </p>
    </article>
  );
}
