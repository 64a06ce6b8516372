// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import type { ApiError, Loaded } from "../api";
import { useApp } from "../app_context";
import type { Words } from "../words";

function reason(t: Words, error: ApiError): string {
  if (error.status === 0) return t.unreachable;
  if (error.status === 404 && error.message === "") return t.not_offered;
  return t.server_said(error.status, error.message);
}

interface Props<T> {
  of: Loaded<T> & { retry: () => void };
  what: string;
  slow?: boolean;
  children: (document: T) => ComponentChildren;
}

/** A document's content once it is there; until then, and where it fails, words. */
export function Await<T>({ of, what, slow, children }: Props<T>) {
  const { t } = useApp();
  if (of.error) {
    return (
      <div class="notice" role="alert">
        <p><strong>{t.failed(what)}</strong> {reason(t, of.error)}</p>
        <button type="button" onClick={of.retry}>{t.retry}</button>
      </div>
    );
  }
  if (of.document === undefined) {
    return <p class="notice" role="status">{t.loading(what)} {slow && t.brief_slow}</p>;
  }
  return (
    <div class={of.busy ? "stale" : "fresh"} aria-busy={of.busy}>
      {of.busy && <p class="busy" role="status">{t.busy}</p>}
      {children(of.document)}
    </div>
  );
}
