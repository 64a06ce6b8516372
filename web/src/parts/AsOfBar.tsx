// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useState } from "preact/hooks";
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import { firstDay, isDay, toIso } from "../dates";
import type { Changes } from "../documents";

/** Before any record. */
export const beginning = "1800-01-01";
const settle_ms = 250;  // a slider in motion asks for nothing until it rests so long

/** The day whose knowledge all pages show: a slider, a field, and steps from one change of a channel to the next. */
export function AsOfBar() {
  const { t, view, asOf, today } = useApp();
  const changes = useDocument<Changes>(today ? "status" : undefined, today ? { changes: `${beginning},${today}` } : {});
  const days = useMemo(() => [...new Set((changes.document?.changes ?? []).map((change) => change.date).filter(isDay))].sort(), [changes.document]);
  const last = today ? firstDay(today) : 0;
  const first = changes.document?.changes[0] ? firstDay(changes.document.changes[0].date) : last - 1;
  const shown = asOf ?? today ?? "";
  const [moving, setMoving] = useState<string>();
  const day = moving ?? shown;
  const choose = (next: string, replace = false) => go(view, { as_of: today && next >= today ? undefined : next }, replace);
  useEffect(() => {
    if (moving === undefined) return;
    const timer = setTimeout(() => { choose(moving, true); setMoving(undefined); }, settle_ms);
    return () => clearTimeout(timer);
  }, [moving]);
  const before = days.filter((each) => each < day).at(-1);
  const after = days.find((each) => each > day);
  return (
    <div class="as-of" role="group" aria-label={t.as_of_slider}>
      <label>
        <span>{t.as_of}</span>
        <input type="date" value={day} min={toIso(first)} max={today} disabled={!today}
          onChange={(event) => isDay(event.currentTarget.value) && choose(event.currentTarget.value)} />
      </label>
      <button type="button" class="step" aria-label={t.previous_change} title={t.previous_change} disabled={!before} onClick={() => before && choose(before)}>‹</button>
      <input type="range" aria-label={t.as_of_slider} aria-valuetext={day} min={first} max={last} step={1} disabled={!today}
        value={day ? firstDay(day) : last} onInput={(event) => setMoving(toIso(Number(event.currentTarget.value)))} />
      <button type="button" class="step" aria-label={t.next_change} title={t.next_change} disabled={!after} onClick={() => after && choose(after)}>›</button>
      <button type="button" disabled={!asOf} aria-label={t.back_to_today} onClick={() => go(view, { as_of: undefined })}>{t.today}</button>
    </div>
  );
}
