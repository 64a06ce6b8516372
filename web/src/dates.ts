// SPDX-License-Identifier: Apache-2.0
// Dates of the record are texts: YYYY-MM-DD, YYYY-MM or YYYY. On an axis a day is a whole number: days since 1970-01-01.

const msPerDay = 86_400_000;

/** The first day that a date can mean. */
export function firstDay(date: string): number {
  const [year, month, day] = date.split("-").map(Number);
  return Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1) / msPerDay;
}

/** The last day that a date can mean. */
export function lastDay(date: string): number {
  const [year, month, day] = date.split("-").map(Number);
  if (day !== undefined) return firstDay(date);
  const end = month === undefined ? Date.UTC((year ?? 1970) + 1, 0, 0) : Date.UTC(year ?? 1970, month, 0);
  return end / msPerDay;
}

export function toIso(day: number): string {
  return new Date(Math.round(day) * msPerDay).toISOString().slice(0, 10);
}

/** Is it a day of the calendar, written YYYY-MM-DD? */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && toIso(firstDay(text)) === text;
}

/** The same day of another month, or that month's last day. */
export function addMonths(iso: string, months: number): string {
  const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
  const count = year * 12 + month - 1 + months;
  const last = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
  return toIso(Date.UTC(Math.floor(count / 12), count % 12, Math.min(day, last)) / msPerDay);
}

export interface Tick {
  day: number;
  text: string;
}

/** Marks for an axis from one day to another: at most about `most` of them, at whole decades, years, months or days. */
export function ticks(from: number, to: number, most: number): Tick[] {
  const span = Math.max(1, to - from);
  const years = [1, 2, 5, 10, 20, 50].find((step) => span / (step * 365.25) <= most) ?? 100;
  if (span / 365.25 > most || (years === 1 && span / 30.44 > most * 3)) return yearTicks(from, to, years);
  const months = [1, 2, 3, 6].find((step) => span / (step * 30.44) <= most);
  if (months !== undefined && span / 30.44 > most / 4) return monthTicks(from, to, months);
  const days = [1, 2, 5, 10, 15].find((step) => span / step <= most);
  if (days === undefined) return monthTicks(from, to, months ?? 12);
  const out: Tick[] = [];
  for (let day = Math.ceil(from / days) * days; day <= to; day += days) out.push({ day, text: toIso(day) });
  return out;
}

function yearTicks(from: number, to: number, step: number): Tick[] {
  const out: Tick[] = [];
  for (let year = Math.ceil(new Date(from * msPerDay).getUTCFullYear() / step) * step; ; year += step) {
    const day = Date.UTC(year, 0, 1) / msPerDay;
    if (day > to) return out;
    if (day >= from) out.push({ day, text: String(year) });
  }
}

function monthTicks(from: number, to: number, step: number): Tick[] {
  const out: Tick[] = [];
  const start = new Date(from * msPerDay);
  for (let count = start.getUTCFullYear() * 12; ; count += step) {
    const day = Date.UTC(Math.floor(count / 12), count % 12, 1) / msPerDay;
    if (day > to) return out;
    if (day >= from) out.push({ day, text: toIso(day).slice(0, 7) });
  }
}
