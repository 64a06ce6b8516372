// SPDX-License-Identifier: Apache-2.0
// What stands around every page: the case's name, the menu, the day, language and light.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { get, useDocument, useNews } from "./api";
import { AppContext, go, useApp, type App } from "./app_context";
import { isDay } from "./dates";
import type { CaseState, Status } from "./documents";
import { AsOfBar } from "./parts/AsOfBar";
import { SourceDialog } from "./parts/SourceDialog";
import { routes } from "./routes";
import { applyTheme, theme, themes, type Theme } from "./theme";
import { formatView, otherPage, useView } from "./view";
import { words, type Language } from "./words";

function languageOf(query: Readonly<Record<string, string>>): Language {
  if (query["lang"] === "zh" || query["lang"] === "en") return query["lang"];
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

/** The commands that the server's own description lists. */
function useCommands(): ReadonlySet<string> {
  const [commands, setCommands] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    get<{ paths?: Record<string, unknown> }>("openapi.json").then(
      (description) => setCommands(new Set(Object.keys(description.paths ?? {}).flatMap((path) => /^\/api\/v1\/([\w-]+)/.exec(path)?.[1] ?? []))),
      () => setCommands(new Set(routes.map((route) => route.needs).filter((name) => name !== "outlook"))),
    );
  }, []);
  return commands;
}

function Menu({ open, onGo }: { open: boolean; onGo: () => void }) {
  const { t, view, commands } = useApp();
  return (
    <nav id="menu" aria-label={t.menu} class={open ? "open" : undefined}>
      <ul>
        {routes.filter((route) => commands.size === 0 ? route.id !== "outlook" : commands.has(route.needs)).map((route) => (
          <li key={route.id}>
            <a href={formatView(otherPage(view, route.id))} aria-current={view.page === route.id ? "page" : undefined} onClick={onGo}>{route.title(t)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Choices() {
  const { t, view, language } = useApp();
  const [chosen, setChosen] = useState<Theme>(theme());
  const names: Record<Theme, string> = { auto: t.theme_auto, light: t.theme_light, dark: t.theme_dark };
  return (
    <div class="choices">
      <div role="group" aria-label={t.language} class="languages">
        {(["en", "zh"] as const).map((code) => (
          <button key={code} type="button" lang={code} aria-pressed={language === code} onClick={() => go(view, { lang: code }, true)}>
            {code === "en" ? "English" : "中文"}
          </button>
        ))}
      </div>
      <label class="theme">
        <span>{t.theme}</span>
        <select value={chosen} onChange={(event) => { const next = event.currentTarget.value as Theme; applyTheme(next); setChosen(next); }}>
          {themes.map((each) => <option key={each} value={each}>{names[each]}</option>)}
        </select>
      </label>
    </div>
  );
}

function CaseNews() {
  const { t } = useApp();
  const { fault, edition } = useNews();
  const [said, setSaid] = useState(false);
  useEffect(() => {
    if (edition === 0) return;
    setSaid(true);
    const timer = setTimeout(() => setSaid(false), 6000);
    return () => clearTimeout(timer);
  }, [edition]);
  if (fault !== "") return <div class="notice fault" role="alert"><strong>{t.case_fault}</strong> <code>{fault}</code></div>;
  return said ? <div class="notice" role="status">{t.case_changed}</div> : null;
}

export function Frame() {
  const view = useView();
  const language = languageOf(view.query);
  const t = words[language];
  const commands = useCommands();
  const present = useDocument<Status>("status");
  const state = useDocument<CaseState>("state");
  const [menuOpen, setMenuOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const route = routes.find((each) => each.id === view.page);
  const chosenDay = view.query["as_of"];
  const today = present.document?.as_of;
  const asOf = chosenDay && isDay(chosenDay) && !(today && chosenDay >= today) ? chosenDay : undefined;
  const sides = (state.document?.sides ?? []).join(",");
  const caseTitle = state.document?.title ?? "";
  const channelNames = useMemo(() => new Map(present.document?.channels.map((channel) => [channel.id, channel.name])), [present.document]);
  const app: App = useMemo(
    () => ({ view, language, t, asOf, today, caseTitle, sides: sides === "" ? [] : sides.split(","), channelNames, commands }),
    [view, language, asOf, today, caseTitle, sides, channelNames, commands],
  );
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    document.title = [route?.title(t), caseTitle, "Détente"].filter(Boolean).join(" · ");
  }, [language, route, caseTitle]);
  const seen = useRef(view.page);
  useEffect(() => {
    if (seen.current === view.page) return;
    seen.current = view.page;
    scrollTo(0, 0);
    document.getElementById("page-title")?.focus({ preventScroll: true });
  }, [view.page]);
  const Shown = route?.page;
  return (
    <AppContext.Provider value={app}>
      <header class="top">
        <a class="skip" href={formatView(view)} onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{t.skip}</a>
        <div class="brand">
          <a href={formatView(otherPage(view, "now"))} class="name">Détente</a>
          <span class="case" lang="en">{caseTitle}</span>
          <button type="button" class="menu-button" aria-expanded={menuOpen} aria-controls="menu" onClick={() => setMenuOpen(!menuOpen)}>{t.open_menu}</button>
        </div>
        <AsOfBar />
        <Choices />
      </header>
      <Menu open={menuOpen} onGo={() => setMenuOpen(false)} />
      <main ref={main} tabIndex={-1}>
        <CaseNews />
        {chosenDay && !isDay(chosenDay) && <p class="notice" role="alert">{t.no_day(chosenDay)}</p>}
        {asOf && <p class="past-day">{t.past_day(asOf)}</p>}
        {Shown ? <Shown key={view.page} /> : <p class="notice" role="alert">{t.no_page}</p>}
      </main>
      <SourceDialog />
    </AppContext.Provider>
  );
}
