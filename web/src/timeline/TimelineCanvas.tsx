// SPDX-License-Identifier: Apache-2.0
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../app_context";
import { kinds } from "../documents";
import { sideName } from "../names";
import { kindWord } from "../words";
import { dayAt, drawTimeline, eventAt, gutterOf, xOf, type Look, type Size, type Window } from "./draw";
import type { EventIndex } from "./index";
import { CanvasPen } from "./pen";

export const least_days = 5;
const most_days = 200 * 366;

export function zoomed(window: Window, factor: number, about: number): Window {
  const span = Math.min(most_days, Math.max(least_days, (window.to - window.from) * factor));
  const share = (about - window.from) / (window.to - window.from);
  return { from: about - share * span, to: about + (1 - share) * span };
}

export const moved = (window: Window, days: number): Window => ({ from: window.from + days, to: window.to + days });

/** The colours and words of the drawing as the page has them now. */
export function useLook(): () => Look {
  const { t, sides, language } = useApp();
  return () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    return {
      ink: colour("--ink"), faint: colour("--rule"), paper: colour("--paper"), sides: [colour("--side-0"), colour("--side-1")],
      sideNames: sides.map((side) => sideName(side, language)), kindNames: kinds.map((kind) => kindWord(t, kind)),
    };
  };
}

interface Props {
  index: EventIndex;
  window: Window;
  /** Hears of each new window; `settled` once the hand rests. */
  onWindow: (window: Window, settled: boolean) => void;
  chosen: number;
  onChoose: (place: number) => void;
  height: number;
}

/** The drawing, and the hand on it: drag, wheel, pinch, keys. While it moves, only the canvas is drawn anew. */
export function TimelineCanvas({ index, window: given, onWindow, chosen, onChoose, height }: Props) {
  const { t } = useApp();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(800);
  const size: Size = { width, height };
  const lookOf = useLook();
  // Asking for styles costs more than drawing: once a rendering or a change of light, not once a frame.
  const look = useRef<Look>(undefined);
  const shown = useRef(given);
  const frame = useRef(0);
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const travelled = useRef(0);

  const draw = () => {
    frame.current = 0;
    const element = canvas.current;
    const context = element?.getContext("2d", { alpha: false });
    if (!element || !context) return;
    const ratio = devicePixelRatio || 1;
    const [pixels_wide, pixels_high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (element.width !== pixels_wide || element.height !== pixels_high) [element.width, element.height] = [pixels_wide, pixels_high];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawTimeline(new CanvasPen(context), index, size, shown.current, (look.current ??= lookOf()), chosen);
  };
  // A frame that was asked for before the last rendering draws what there is now.
  const latest = useRef(draw);
  latest.current = draw;
  const drawSoon = () => {
    if (frame.current === 0) frame.current = requestAnimationFrame(() => latest.current());
  };
  const move = (next: Window) => {
    shown.current = next;
    drawSoon();
    onWindow(next, false);
    clearTimeout(settle.current);
    settle.current = setTimeout(() => onWindow(next, true), 200);
  };

  useLayoutEffect(() => {
    const element = canvas.current?.parentElement;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(Math.max(280, element.clientWidth)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    shown.current = given;
    look.current = undefined;
    drawSoon();
  });
  useEffect(() => {
    const again = () => {
      look.current = undefined;
      drawSoon();
    };
    const dark = matchMedia("(prefers-color-scheme: dark)");
    addEventListener("themechange", again);
    dark.addEventListener("change", again);
    return () => {
      removeEventListener("themechange", again);
      dark.removeEventListener("change", again);
      clearTimeout(settle.current);
    };
  });

  const place = (event: { clientX: number; clientY: number }) => {
    const box = canvas.current!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const onPointerDown = (event: PointerEvent) => {
    canvas.current!.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, place(event));
    travelled.current = 0;
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = place(event);
    const perPixel = (shown.current.to - shown.current.from) / (width - gutterOf(size));
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const factor = Math.max(10, Math.abs(before.x - other.x)) / Math.max(10, Math.abs(now.x - other.x));
      move(zoomed(shown.current, factor, dayAt(size, shown.current, other.x)));
    } else {
      move(moved(shown.current, (before.x - now.x) * perPixel));
    }
    travelled.current += Math.hypot(now.x - before.x, now.y - before.y);
    pointers.current.set(event.pointerId, now);
  };
  const onPointerUp = (event: PointerEvent) => {
    const at = pointers.current.get(event.pointerId);
    pointers.current.delete(event.pointerId);
    if (!at || travelled.current > 5) return;
    const found = eventAt(index, size, shown.current, at.x, at.y, event.pointerType === "touch" ? 22 : 12);
    if (found >= 0) onChoose(found);
  };
  useEffect(() => {
    const element = canvas.current!;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const span = shown.current.to - shown.current.from;
      if (sideways) move(moved(shown.current, (event.deltaX / width) * span));
      else move(zoomed(shown.current, Math.exp(event.deltaY * 0.0015), dayAt(size, shown.current, place(event).x)));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { from, to } = shown.current;
    const middle = (from + to) / 2;
    const step = (direction: number) => {
      const next = chosen < 0 ? index.days.findIndex((day) => day >= from) : chosen + direction;
      if (next < 0 || next >= index.days.length) return;
      const x = xOf(size, shown.current, index.days[next]!);
      if (x < gutterOf(size) || x > width) move(moved(shown.current, index.days[next]! - middle));
      onChoose(next);
    };
    const actions: Record<string, () => void> = {
      ArrowLeft: () => move(moved(shown.current, (from - to) / 8)), ArrowRight: () => move(moved(shown.current, (to - from) / 8)),
      "+": () => move(zoomed(shown.current, 0.5, middle)), "=": () => move(zoomed(shown.current, 0.5, middle)),
      "-": () => move(zoomed(shown.current, 2, middle)), n: () => step(1), p: () => step(-1),
      "0": () => index.days.length > 0 && move(wholeOf(index)),
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  return (
    <div class="canvas-box">
      <canvas ref={canvas} tabIndex={0} role="application" aria-label={`${t.timeline_chart}. ${t.timeline_help}`}
        style={{ width: `${width}px`, height: `${height}px` }} onPointerDown={onPointerDown} onPointerMove={onPointerMove}
        onPointerUp={onPointerUp} onPointerCancel={(event) => pointers.current.delete(event.pointerId)} onKeyDown={onKeyDown} />
    </div>
  );
}

/** The window that holds all events, with a margin. */
export function wholeOf(index: EventIndex): Window {
  const first = index.days[0] ?? 0, last = index.days[index.days.length - 1] ?? 1;
  const margin = Math.max(least_days, (last - first) * 0.01);
  return { from: first - margin, to: last + margin };
}
