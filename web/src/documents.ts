// SPDX-License-Identifier: Apache-2.0
// The documents of the API, as schemas/detente.*.1.json describe them: only what the pages show.

export interface Head {
  readonly schema: string;
  readonly version: string;
  readonly as_of: string;
  readonly vintage: string | null;
}

/** What /api/v1/state says of the case. */
export interface CaseState {
  readonly title: string;
  readonly sides: readonly string[];
}

export interface Sentence {
  readonly text: string;
  readonly sources: readonly string[];
}

export const states = ["open", "overdue", "dormant", "suspended", "closed", "not yet"] as const;
export type State = (typeof states)[number];

export const levels = ["leaders", "cabinet", "military", "strategic", "working-group", "consular", "legislative", "track-1.5",
  "track-2", "people"] as const;
export type Level = (typeof levels)[number];

export const kinds = ["meeting", "call", "visit", "statement", "agreement", "exchange", "measure", "incident"] as const;
export type Kind = (typeof kinds)[number];

export interface Need {
  readonly text: string;
  readonly date: string;
  readonly source: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly form: "standing" | "meeting";
  readonly state: State;
  readonly since: string | null;
  readonly by: string | null;
  readonly word: string | null;
  readonly reason: string | null;
  readonly event: string | null;
  readonly after: string | null;
  readonly after_title: string | null;
  readonly last_held: string | null;
  readonly last_held_event: string | null;
  readonly held_12m: number;
  readonly cadence: string | null;
  readonly overdue_days: number | null;
  readonly planned: string | null;
  readonly needs: Readonly<Record<string, readonly Need[] | null>>;
  readonly sources: readonly string[];
}

export interface Status extends Head {
  readonly summary: readonly Sentence[];
  readonly channels: readonly Channel[];
}

export interface Change {
  readonly date: string;
  readonly channel: string;
  readonly name: string;
  readonly from: State;
  readonly to: State;
  readonly by: string | null;
  readonly word: string | null;
  readonly event: string | null;
  readonly event_title: string;
  readonly came_out_later: boolean;
  readonly known_from: string | null;
  readonly sources: readonly string[];
}

export interface Changes extends Head {
  readonly changes: readonly Change[];
}

export interface Distance {
  readonly text: string;
}

export interface Account {
  readonly text: string;
  readonly source: string;
  readonly known: string | null;
  readonly distance: Distance | null;
}

export type Accounts = Readonly<Record<string, Account | null>>;

export interface Place {
  readonly name: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

export interface Act {
  readonly channel: string;
  readonly act: string;
  readonly by: string | null;
  readonly word: string | null;
  readonly reason: string | null;
}

export interface RecordedEvent {
  readonly id: string;
  readonly date: string;
  readonly end: string | null;
  readonly known: string;
  readonly kind: Kind;
  readonly title: string;
  readonly summary: string;
  readonly place: Place | null;
  readonly parties: readonly string[];
  readonly acts: readonly Act[];
  readonly after: string | null;
  readonly channels: readonly string[];
  readonly issues: readonly string[];
  readonly medium: string | null;
  readonly distance: Distance | null;
  readonly corrections: readonly { readonly date: string; readonly text: string }[];
  readonly accounts: Accounts;
  readonly sources: readonly string[];
}

export interface Timeline extends Head {
  readonly events: readonly RecordedEvent[];
}

interface ReadoutSource {
  readonly text: string;
  readonly id: string;
  readonly address: string | null;
  readonly language: string;
  readonly read: string;
}

export type ReadoutCell = { readonly text: string; readonly source?: string | null } | ReadoutSource | Distance | null;

export interface Readouts extends Head {
  readonly about: readonly Sentence[];
  readonly accounts: readonly ({ readonly aspect: string } & Readonly<Record<string, ReadoutCell | string>>)[];
  readonly silent?: readonly Sentence[];
}

export interface Commitment {
  readonly id: string;
  readonly date: string;
  readonly title: string;
  readonly binds: readonly string[];
  readonly event: string | null;
  readonly issues: readonly string[];
  readonly text: string;
  readonly due: string | null;
  readonly ended: string | null;
  readonly state: "open" | "past its date" | "carried out" | "ended";
  readonly accounts: Accounts;
  readonly status: Readonly<Record<string, { readonly text: string; readonly level: number; readonly by: string; readonly date: string;
    readonly sources: readonly string[] } | null>>;
  readonly evidence: readonly { readonly text: string; readonly side: string; readonly level: number; readonly date: string;
    readonly source: string }[];
  readonly sources: readonly string[];
}

export interface Commitments extends Head {
  readonly summary: readonly Sentence[];
  readonly commitments: readonly Commitment[];
}

export interface Point {
  readonly date: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly summary: string;
  readonly form: "line" | "step";
  readonly lines: readonly { readonly name: string; readonly points: readonly Point[] }[];
  readonly breaks: readonly { readonly date: string; readonly text: string }[];
  readonly sources: readonly string[];
  readonly note: string;
}

export interface Position {
  readonly actor: string;
  readonly date: string;
  readonly position: string;
  readonly voice: "government" | "participants";
  readonly sources: readonly string[];
}

export interface Interest {
  readonly text: string;
  readonly sides: string;
  readonly date: string;
  readonly sources: readonly string[];
}

export interface Latest {
  readonly id: string;
  readonly title: string;
  readonly side: string | null;
  readonly date: string;
  readonly figure: string;
  readonly unit: string;
  readonly sources: readonly string[];
}

export interface Section extends Head {
  readonly [key: string]: unknown;
}

export interface BriefSource {
  readonly number: number;
  readonly id: string;
  readonly text: string;
  readonly address: string | null;
  readonly archive: string | null;
  readonly language: string;
}

export interface Brief extends Head {
  readonly title: string;
  readonly sections: readonly Section[];
  readonly sources: readonly BriefSource[];
}

export function sectionOf(brief: Brief, name: string): Section | undefined {
  return brief.sections.find((section) => section.schema === `detente.${name}/1`);
}

export interface Estimate {
  readonly text: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface SpiralSource {
  readonly source: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly model: string | null;
  readonly radius: Estimate | null;
  readonly floor: number | null;
  readonly self_sustaining: string | null;
  readonly reciprocity: string | null;
  readonly refusal: string | null;
  readonly sources: readonly string[];
}

export interface Spiral extends Head {
  readonly sentences: readonly Sentence[];
  readonly assumptions?: readonly Sentence[];
  readonly radius: { readonly estimate: number; readonly low: number; readonly high: number; readonly level: number;
    readonly floor: number; readonly floor_high: number } | null;
  readonly verdict: { readonly self_sustaining: string; readonly reciprocity: string; readonly sentences: readonly Sentence[] };
  readonly answers?: readonly { readonly answering: string; readonly to: string; readonly events: string;
    readonly effect: Estimate | null; readonly delay: number | null }[];
  readonly refits?: readonly { readonly counts: string; readonly radius: Estimate | null; readonly first_answers: Estimate | null;
    readonly second_answers: Estimate | null; readonly refusal: string | null }[];
  readonly sensitivity?: readonly { readonly assumption: string; readonly radius: Estimate | null }[];
  readonly chart?: Chart;
  readonly sources?: readonly SpiralSource[];
}

export interface Csl {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly language: string;
  readonly author?: readonly { readonly literal: string }[];
  readonly publisher?: string;
  readonly URL?: string;
  readonly archive_location?: string;
  readonly version?: string;
  readonly note?: string;
  readonly issued?: { readonly "date-parts": readonly (readonly number[])[] };
  readonly accessed?: { readonly "date-parts": readonly (readonly number[])[] };
}

export interface Cite extends Head {
  readonly items: readonly { readonly id: string; readonly type: string; readonly title: string; readonly csl: Csl }[];
}
