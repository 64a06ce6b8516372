// SPDX-License-Identifier: Apache-2.0
// The only way to data: the server's JSON API, which gives what the command line gives.
import { useEffect, useState } from "preact/hooks";

export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Why the server gave no document. `status` 0: it was not reached. */
export class ApiError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Loaded<T> {
  readonly document?: T;
  readonly error?: ApiError;
  /** A document is on its way; `document` may still be the one before. */
  readonly busy: boolean;
}

export function address(command: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (typeof value === "string" && value !== "") query.append(key, value);
    else if (Array.isArray(value)) for (const each of value) query.append(key, each);
  }
  const text = query.toString();
  return `api/v1/${command}${text === "" ? "" : `?${text}`}`;
}

async function load(url: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { Accept: "application/json" } });
  } catch {
    throw new ApiError(0, "");
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body;
  const said = body as { error?: string; where?: string | null } | undefined;
  throw new ApiError(response.status, said?.error ? [said.where, said.error].filter(Boolean).join(": ") : response.statusText);
}

const most_kept = 60;
const kept = new Map<string, Promise<unknown>>();

/** A document, out of memory where it has been asked for before and the case has not changed since. */
export function get<T>(url: string): Promise<T> {
  let found = kept.get(url);
  if (found === undefined) {
    found = load(url);
    kept.set(url, found);
    found.catch(() => kept.delete(url));
    if (kept.size > most_kept) kept.delete(kept.keys().next().value as string);
  }
  return found as Promise<T>;
}

/** What the server says of the case on the disk. */
export interface CaseNews {
  /** Rises with each change of the case. */
  readonly edition: number;
  /** The fault that keeps the server at the last good state; empty where there is none. */
  readonly fault: string;
}

let news: CaseNews = { edition: 0, fault: "" };
const listeners = new Set<() => void>();

function tell(next: CaseNews): void {
  if (next.edition !== news.edition) kept.clear();
  news = next;
  for (const listener of listeners) listener();
}

/** What /api/v1/state and the stream say. */
interface ServerState {
  readonly revision: number;
  readonly faults: readonly { readonly file?: string; readonly line?: number; readonly column?: number; readonly message?: string }[];
}

/** "events/2022.toml:14:8: …", the first of the faults and how many more there are. */
function faultText({ faults }: ServerState): string {
  const first = faults[0];
  if (first === undefined) return "";
  const place = [first.file, first.line, first.column].filter((part) => part !== undefined).join(":");
  return `${place}: ${first.message ?? ""}${faults.length > 1 ? ` (+ ${faults.length - 1})` : ""}`;
}

/** Hears of changes to the case until the page is left. */
export function listen(): void {
  const stream = new EventSource("api/v1/events/stream");
  let revision: number | undefined;
  const hear = (event: Event) => {
    const state = JSON.parse((event as MessageEvent<string>).data) as ServerState;
    // The stream begins with the present state, which is no change.
    const same = revision === undefined || revision === state.revision || state.faults.length > 0;
    if (state.faults.length === 0) revision = state.revision;
    tell({ edition: news.edition + (same ? 0 : 1), fault: faultText(state) });
  };
  stream.addEventListener("case", hear);
  stream.addEventListener("fault", hear);
}

export function useNews(): CaseNews {
  const [seen, setSeen] = useState(news);
  useEffect(() => {
    const update = () => setSeen(news);
    listeners.add(update);
    update();
    return () => void listeners.delete(update);
  }, []);
  return seen;
}

/** The document of a command; `command` undefined asks for nothing. Asks again when the case changes. */
export function useDocument<T>(command: string | undefined, parameters: Parameters = {}): Loaded<T> & { retry: () => void } {
  const { edition } = useNews();
  const [attempt, setAttempt] = useState(0);
  const url = command === undefined ? "" : address(command, parameters);
  const [state, setState] = useState<Loaded<T> & { url: string }>({ busy: command !== undefined, url: "" });
  useEffect(() => {
    if (url === "") return setState({ busy: false, url });
    let current = true;
    // Another command's document is not kept as "the one before".
    const same = state.url.split("?")[0] === url.split("?")[0];
    setState({ ...(same && state.document ? { document: state.document } : {}), busy: true, url });
    get<T>(url).then(
      (document) => current && setState({ document, busy: false, url }),
      (error: ApiError) => current && setState({ error, busy: false, url }),
    );
    return () => {
      current = false;
    };
  }, [url, edition, attempt]);
  return { ...state, busy: state.busy || state.url !== url, retry: () => setAttempt(attempt + 1) };
}
