// SPDX-License-Identifier: Apache-2.0
// Lines over time. Axis, gaps, bounds and breaks are drawn the same way wherever a series is shown.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../app_context";
import { firstDay, ticks, toIso } from "../dates";
import type { Chart, Point } from "../documents";

export interface Span {
  readonly from: number;
  readonly to: number;
}

export function spanOf(charts: readonly Chart[]): Span {
  let from = Infinity, to = -Infinity;
  for (const chart of charts) for (const line of chart.lines) for (const point of line.points) {
    const day = firstDay(point.date);
    from = Math.min(from, day);
    to = Math.max(to, day);
  }
  return from <= to ? { from: from - 30, to: to + 30 } : { from: 0, to: 1 };
}

/** Whole steps of 1, 2 or 5 times a power of ten. */
export function valueTicks(low: number, high: number, most: number): number[] {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? 10 * power;
  const out: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) out.push(Number((i * step).toPrecision(12)));
  return out;
}

// Where figures lie further apart than two and a half times their usual distance, the line is broken.
function usualGap(days: readonly number[]): number {
  const gaps = days.slice(1).map((day, i) => day - days[i]!).sort((a, b) => a - b);
  return Math.max(7, (gaps[gaps.length >> 1] ?? 365) * 2.5);
}

const extremes = (point: Point) => [point.value, point.low, point.high].filter((value): value is number => value !== null);

interface Props {
  chart: Chart;
  span: Span;
  height: number;
  /** Names of the lines at their ends, and breaks in words. */
  full?: boolean;
  onBrush?: (span: Span) => void;
  picture?: { current: SVGSVGElement | null };
}

export function LineChart({ chart, span, height, full, onBrush, picture }: Props) {
  const { t, language } = useApp();
  const [width, setWidth] = useState(320);
  const box = useRef<HTMLDivElement>(null);
  const [brush, setBrush] = useState<{ from: number; to: number }>();
  const [at, setAt] = useState<number>();
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => setWidth(Math.max(200, box.current?.clientWidth ?? 320)));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);
  const left = 52, right = 10, top = 8, bottom = 20;
  const inside = chart.lines.map((line) => ({ ...line, points: line.points.filter((point) => { const day = firstDay(point.date); return day >= span.from && day <= span.to; }) }));
  const revised = chart.revisions.filter((old) => { const day = firstDay(old.date); return day >= span.from && day <= span.to; });
  const values = [...inside.flatMap((line) => line.points.flatMap(extremes)), ...revised.flatMap(extremes)];
  const short = new Intl.NumberFormat(language === "zh" ? "zh-Hans" : "en", { notation: "compact", maximumSignificantDigits: 3 });
  let low = Math.min(...values), high = Math.max(...values);
  if (values.length === 0) [low, high] = [0, 1];
  // Amounts are drawn from nought; what is never near nought is drawn over its own range.
  if (low > 0 && low < high * 0.6) low = 0;
  if (low === high) [low, high] = [low - Math.abs(low) * 0.1 - 0.5, high + Math.abs(high) * 0.1 + 0.5];
  // A bar that is open at the top needs room to be seen.
  const is_open = inside.some((line) => line.points.some((point) => point.value === null && point.low !== null && point.high === null));
  const room = (high - low) * (is_open ? 0.2 : 0.06);
  if (low !== 0) low -= room;
  high += room;
  const x = (day: number) => left + ((day - span.from) / (span.to - span.from)) * (width - left - right);
  const y = (value: number) => top + ((high - value) / (high - low)) * (height - top - bottom);
  const dayOf = (event: PointerEvent) => {
    const edge = (event.currentTarget as Element).getBoundingClientRect();
    return span.from + ((event.clientX - edge.left - left) / (width - left - right)) * (span.to - span.from);
  };
  const path = (points: readonly Point[]) => {
    const gap = usualGap(points.map((point) => firstDay(point.date)));
    let out = "", before: number | undefined;
    for (const point of points) {
      if (point.value === null) { before = undefined; continue; }
      const day = firstDay(point.date);
      const joined = before !== undefined && (chart.form === "step" || day - before <= gap);
      out += joined ? (chart.form === "step" ? `H${x(day).toFixed(1)}V${y(point.value).toFixed(1)}` : `L${x(day).toFixed(1)} ${y(point.value).toFixed(1)}`) : `M${x(day).toFixed(1)} ${y(point.value).toFixed(1)}`;
      before = day;
    }
    return out;
  };
  // A closed interval, at three points or more, is an area; a bound that is open at an end stays a bar.
  const area = (points: readonly Point[]) => {
    const whole = points.filter((point) => point.low !== null && point.high !== null);
    if (whole.length < 3) return "";
    const at = (point: Point, value: number) => `${x(firstDay(point.date)).toFixed(1)} ${y(value).toFixed(1)}`;
    return `M${whole.map((point) => at(point, point.high!)).join("L")}L${[...whole].reverse().map((point) => at(point, point.low!)).join("L")}z`;
  };
  const nearest = (points: readonly Point[]) => at === undefined ? undefined : points.reduce<Point | undefined>((best, point) =>
    best === undefined || Math.abs(firstDay(point.date) - at) < Math.abs(firstDay(best.date) - at) ? point : best, undefined);
  const said = (point: Point) => point.value !== null ? point.value.toLocaleString(language) :
    [point.low !== null && `${t.at_least} ${point.low.toLocaleString(language)}`, point.high !== null && `${t.at_most} ${point.high.toLocaleString(language)}`].filter(Boolean).join(", ");
  return (
    <div ref={box} class="chart-box">
      <svg ref={picture ?? null} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" lang="en" aria-label={`${chart.title}. ${chart.summary}`} class={onBrush ? "chart brushable" : "chart"}
        onPointerDown={(event) => { if (onBrush && event.pointerType !== "touch") { event.currentTarget.setPointerCapture(event.pointerId); const day = dayOf(event); setBrush({ from: day, to: day }); } }}
        onPointerMove={(event) => { const day = dayOf(event); setAt(day); if (brush) setBrush({ ...brush, to: day }); }}
        onPointerLeave={() => setAt(undefined)}
        onPointerUp={() => {
          if (brush && onBrush && Math.abs(x(brush.to) - x(brush.from)) > 8) onBrush({ from: Math.min(brush.from, brush.to), to: Math.max(brush.from, brush.to) });
          setBrush(undefined);
        }}>
        {valueTicks(low, high, Math.max(2, height / 36)).map((value) => (
          <g key={value}><path class={value === 0 ? "grid zero" : "grid"} d={`M${left} ${y(value)}H${width - right}`} /><text class="tick" x={left - 5} y={y(value)} text-anchor="end" dominant-baseline="central">{short.format(value)}</text></g>
        ))}
        {ticks(span.from, span.to, Math.max(2, (width - left) / 70)).map((tick) => x(tick.day) < width - 16 && (
          <text key={tick.day} class="tick" x={x(tick.day)} y={height - 5} text-anchor="middle">{tick.text}</text>
        ))}
        {chart.breaks.map((each) => { const day = firstDay(each.date); return day >= span.from && day <= span.to && (
          <g key={each.date}><path class="break" d={`M${x(day)} ${top}V${height - bottom}`} /><title>{t.break_at(each.date, each.text)}</title></g>); })}
        {inside.map((line, i) => (
          <g key={line.name} class={`series series-${i % 4}`}>
            <path class="band-area" d={area(line.points)} />
            {area(line.points) === "" && line.points.map((point) => (point.low !== null || point.high !== null) && (
              <path key={`b${point.date}`} class="bound" d={`M${x(firstDay(point.date))} ${y(point.low ?? low)}V${y(point.high ?? high)}${point.low !== null ? `M${x(firstDay(point.date)) - 3} ${y(point.low)}h6` : ""}${point.high !== null ? `M${x(firstDay(point.date)) - 3} ${y(point.high)}h6` : ""}`} />
            ))}
            <path class="line" d={path(line.points)} />
            {revised.map((old) => old.line === line.name && old.value !== null && (
              <circle key={`r${old.date}${old.until}`} class="revised" cx={x(firstDay(old.date))} cy={y(old.value)} r={3.5}><title>{t.revised(old.date, said(old), old.until)}</title></circle>))}
            {line.points.length <= 40 && line.points.map((point) => point.value !== null && <circle key={point.date} cx={x(firstDay(point.date))} cy={y(point.value)} r={2.2} />)}
          </g>
        ))}
        {at !== undefined && !brush && <path class="cursor" d={`M${x(Math.min(span.to, Math.max(span.from, at)))} ${top}V${height - bottom}`} />}
        {brush && <rect class="brush" x={Math.min(x(brush.from), x(brush.to))} y={top} width={Math.abs(x(brush.to) - x(brush.from))} height={height - top - bottom} />}
      </svg>
      {(full || chart.lines.length > 1) && (
        <p class="legend small" lang="en">{chart.lines.map((line, i) => (
          <span key={line.name}><svg width="22" height="8" aria-hidden="true" class={`series series-${i % 4}`}><path class="line" d="M1 4H21" /></svg> {line.name}</span>
        ))}</p>
      )}
      <p class="reading small" aria-hidden="true">
        {at !== undefined && inside.map((line) => { const point = nearest(line.points); return point && <span key={line.name}>{point.date}: {said(point)} <span lang="en">{chart.unit}</span> </span>; })}
      </p>
      {revised.length > 0 && (
        <details class="small"><summary>{t.revisions(revised.length)}</summary>
          <ul class="breaks">{revised.map((old) => <li key={old.line + old.date + old.until}>{t.revised(old.date, said(old), old.until)}{chart.lines.length > 1 && <> (<span lang="en">{old.line}</span>)</>}</li>)}</ul>
        </details>
      )}
      {chart.breaks.length > 0 && (
        <ul class="breaks small">{chart.breaks.map((each) => <li key={each.date + each.text}>{t.break_at(each.date, "")}<span lang="en">{each.text}</span></li>)}</ul>
      )}
    </div>
  );
}

/** "1984-01-01 – 2026-08-22" */
export const spanText = (span: Span) => `${toIso(span.from)} – ${toIso(span.to)}`;
