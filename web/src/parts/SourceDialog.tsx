// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "preact/hooks";
import { useDocument } from "../api";
import { go, useApp } from "../app_context";
import { citationText, dateText } from "../citation";
import type { Cite, Csl } from "../documents";
import { languageName } from "../names";
import { Await } from "./Await";
import { CopyButton } from "./CopyButton";

function Link({ href }: { href: string }) {
  return <a href={href} target="_blank" rel="noreferrer noopener">{href}</a>;
}

export function SourceEntry({ csl }: { csl: Csl }) {
  const { t, language } = useApp();
  const rows: [string, string | undefined][] = [
    [t.publisher, csl.publisher], [t.published, dateText(csl.issued)], [t.in_language, languageName(csl.language, language)], [t.note, csl.note],
    [t.accessed, dateText(csl.accessed)], [t.id, csl.id],
  ];
  return (
    <article class="source-entry">
      <h3 lang={csl.language}>{csl.title}</h3>
      <dl class="facts">
        {rows.map(([name, value]) => value && <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        {csl.URL && <div><dt>{t.address}</dt><dd><Link href={csl.URL} /></dd></div>}
        {csl.archive_location && <div><dt>{t.archived}</dt><dd><Link href={csl.archive_location} /></dd></div>}
      </dl>
      <CopyButton text={() => citationText(csl)}>{t.copy_citation}</CopyButton>
    </article>
  );
}

/** The sources that the key "source" of the view names, over the page. */
export function SourceDialog() {
  const { t, view, asOf } = useApp();
  const ids = view.query["source"]?.split(",") ?? [];
  const open = ids.length > 0;
  const dialog = useRef<HTMLDialogElement>(null);
  const loaded = useDocument<Cite>(open ? "cite" : undefined, { id: ids, as_of: asOf });
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  const close = () => go(view, { source: undefined });
  return (
    <dialog ref={dialog} class="sources" aria-labelledby="source-title" onClose={() => open && close()}
      onClick={(event) => event.target === dialog.current && close()}>
      {open && (
        <div class="dialog-body">
          <header><h2 id="source-title">{t.source_title}</h2><button type="button" onClick={close}>{t.close}</button></header>
          <Await of={loaded} what={t.sources}>
            {(cite) => cite.items.map((item) => <SourceEntry key={item.id} csl={item.csl} />)}
          </Await>
        </div>
      )}
    </dialog>
  );
}
