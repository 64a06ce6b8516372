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

/** What an id of an actor or of an issue stands for, in the record's words; `local`: in the actor's own language. */
export interface Name {
  readonly id: string;
  readonly of: "actor" | "issue";
  readonly name: string;
  readonly local: string | null;
}

export interface Timeline extends Head {
  readonly events: readonly RecordedEvent[];
  readonly names: readonly Name[];
}

interface ReadoutSource {
  readonly text: string;
  readonly id: string;
  readonly address: string | null;
  readonly language: string;
  readonly read: string;
}

export type ReadoutCell = { readonly text: string; readonly source?: string | null } | ReadoutSource | Distance | null;

export const findings = ["contradictory", "stronger", "shared", "only"] as const;
export type Finding = (typeof findings)[number];

/** A concept of a comparison of the full texts. */
export interface Compared {
  readonly finding: Finding;
  readonly concept: string;
  readonly side: string | null;
  readonly difference: string | null;
  readonly score: number | null;
}

/** A piece of an original; those of a side, one after the other, are its text. */
export interface Piece {
  readonly side: string;
  readonly text: string;
  readonly point: string | null;
  readonly finding: Finding | null;
  readonly partners: readonly string[] | null;
  readonly note: string | null;
  readonly never: boolean;
}

export interface Readouts extends Head {
  readonly about: readonly Sentence[];
  readonly accounts: readonly ({ readonly aspect: string } & Readonly<Record<string, ReadoutCell | string>>)[];
  readonly silent?: readonly Sentence[];
  readonly comparison?: readonly Sentence[];
  readonly compared?: readonly Compared[];
  readonly originals?: readonly Piece[];
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
  readonly state: "open" | "past its date" | "said to be carried out" | "ended";
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
  /** Figures that another of the same date replaced on the day `until`. */
  readonly revisions: readonly (Point & { readonly line: string; readonly until: string })[];
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

export interface Evidence {
  readonly text: string;
  readonly kind: string;
  readonly id: string;
  readonly sources: readonly string[];
}

export interface Issue {
  readonly issue: string;
  readonly id: string;
  readonly hot_spot: boolean;
  readonly ground: string;
  readonly silent: readonly string[];
  readonly positions: Readonly<Record<string, number>>;
  readonly together: readonly Evidence[];
  readonly apart: readonly Evidence[];
}

export interface CheapStep {
  readonly step: string;
  readonly title: string;
  readonly recommendation: string;
  readonly cost: string;
  readonly obstacles: readonly string[];
  readonly sources: readonly string[];
}

/** Also positions_ID for each issue on which someone has spoken. */
export interface CommonGround extends Head {
  readonly issues: readonly Issue[];
  readonly interests: readonly Interest[];
  readonly steps: readonly CheapStep[];
}

export const positionsOn = (ground: CommonGround, issue: string) =>
  ((ground as unknown as Record<string, unknown>)[`positions_${issue}`] ?? []) as readonly Position[];

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

export interface Target {
  readonly id: string;
  readonly title: string;
  readonly until: string | null;
  readonly recommended: string | null;
  readonly next: string | null;
  readonly skill: { readonly text: string } | null;
  readonly cannot_tell: string | null;
  readonly reason: string | null;
  readonly remark: string | null;
  readonly sources?: readonly string[];
}

/** How a model did over the outcomes held out. */
export interface ModelScore {
  readonly target: string;
  readonly horizon: number;
  readonly model: string;
  readonly outcomes: number;
  readonly crps: number;
  readonly mae: number;
  readonly coverage: number | null;
  readonly width: number | null;
}

/** Percent of outcomes in each tenth of the forecast: tenth_1 to tenth_10. */
export type Calibration = { readonly target: string; readonly outcomes: number } & Readonly<Record<`tenth_${number}`, number>>;

/** Also chart_ID of each forecast that is not a probability. The ledger's members where the case keeps one. */
export interface Outlook extends Head {
  readonly sentences?: readonly Sentence[];
  readonly targets?: readonly Target[];
  readonly models?: readonly ModelScore[];
  readonly calibration?: readonly Calibration[];
  readonly ledger_sentences?: readonly Sentence[];
  readonly record?: readonly { readonly target: string; readonly model: string; readonly forecasts: number; readonly score: number;
    readonly mae: number; readonly coverage: number | null }[];
  readonly ledger?: readonly { readonly as_of: string; readonly target: string; readonly date: string; readonly model: string;
    readonly outcome: number; readonly median: number; readonly low: number | null; readonly high: number | null; readonly score: number }[];
}

interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface StepEstimate {
  readonly way: "within" | "across";
  readonly on: string;
  readonly on_title: string;
  readonly lever: string | null;
  readonly months: number | null;
  readonly effect: Interval | null;
  readonly q: number | null;
  readonly placebo: Interval | null;
  readonly robustness: number | null;
  readonly verdict: string;
  readonly reason: string | null;
}

export interface WhatIf extends Head {
  readonly steps: readonly {
    readonly id: string; readonly title: string; readonly within: string; readonly across: string; readonly futures: string;
    readonly simulated: { readonly source: string; readonly days: number; readonly without: number; readonly with: number;
      readonly difference: Interval } | null;
    readonly estimates: readonly StepEstimate[];
  }[];
  readonly assumptions: readonly Sentence[];
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
