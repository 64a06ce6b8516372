// SPDX-License-Identifier: Apache-2.0
#include "brief/html_style.hpp"

#include <string_view>

namespace detente {

namespace {

// Every pair of text and ground has a contrast of 4.5 to 1 at least, in both schemes.
constexpr std::string_view page = R"(
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #55554f; --ground: #fffefb;
  --line: #c9c6bc; --band: #f3f1ea; --link: #0b4f8a; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1rem clamp(.75rem, 4vw, 2rem) 3rem; max-width: 50rem;
  color: var(--ink); background: var(--ground); line-height: 1.5; overflow-wrap: break-word;
  font-family: Charter, 'Bitstream Charter', Cambria, Georgia, 'Noto Serif', 'Songti SC',
    'Noto Serif CJK SC', 'Source Han Serif SC', SimSun, serif; }
:lang(zh) { font-family: Charter, Georgia, 'Songti SC', 'Noto Serif CJK SC', 'Noto Sans CJK SC',
  'Source Han Serif SC', SimSun, serif; }
h1, h2, h3, th, dt, nav, .meta, .note, figcaption, .sources, footer {
  font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC',
    'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: .5rem 0; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 2.5rem 0 .75rem; padding-top: .5rem;
  border-top: 2px solid var(--ink); }
h3 { font-size: 1.05rem; line-height: 1.3; margin: 1.5rem 0 .4rem; }
p, ul { margin: 0 0 .75rem; max-width: 42rem; }
ul { padding-left: 1.3rem; }
a { color: var(--link); }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { background: var(--band); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .5rem; background: var(--ground); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.subtitle { font-size: 1.15rem; color: var(--soft); }
.meta, .note, .empty, figcaption, footer { color: var(--soft); font-size: .9rem; }
nav ol { columns: 2 16rem; column-gap: 3rem; padding-left: 1.75rem; }
nav li { padding: .15rem 0; break-inside: avoid; }
.mark { font-size: .72em; line-height: 0; white-space: nowrap; font-family: system-ui, sans-serif; }
.day { white-space: nowrap; }
.mark a { text-decoration: none; padding: .2em .1em; }
)";

constexpr std::string_view blocks = R"(
table { border-collapse: collapse; width: 100%; margin: 0 0 .75rem; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; }
thead th { font-size: .84rem; color: var(--soft); vertical-align: bottom;
  border-bottom: 2px solid var(--line); }
tbody { border-bottom: 1px solid var(--line); }
tbody th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.details td { padding: 0 0 .6rem 1rem; }
dl { margin: 0; font-size: .92rem; }
dl div { margin: .15rem 0; }
dt { display: inline; color: var(--soft); font-size: .9em; }
dt::after { content: ': '; }
dd { display: inline; margin: 0; }
dd.lines { display: block; padding-left: .8rem; }
figure { margin: 1rem 0 1.5rem; max-width: 30rem; }
figure.wide { max-width: 36rem; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { margin-top: .4rem; }
figcaption p { margin-bottom: .35rem; }
.sources { padding-left: 2.5rem; font-size: .9rem; }
.sources li { margin-bottom: .6rem; }
.back { display: block; }
.back a { display: inline-block; padding: .1rem .35rem; min-width: 1.5rem; text-align: center; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .75rem; }
)";

// A table of many columns, and any table on a phone, is a stack of cards: a line for each cell, its
// heading before it. Both have the same rules, under another condition.
constexpr std::string_view wide_cards = R"(
.cards, .cards tbody, .cards tr, .cards th, .cards td, .cards caption { display: block; }
.cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
.cards tbody { border: 1px solid var(--line); border-radius: 4px; margin: 0 0 .75rem;
  padding: .4rem .6rem; }
.cards th, .cards td, .cards .number { padding: .15rem 0; text-align: left; }
.cards tr:not(.details) > [data-label] { display: grid; gap: .5rem;
  grid-template-columns: minmax(6rem, 30%) minmax(0, 1fr); }
.cards [data-label]::before { content: attr(data-label); color: var(--soft); font-size: .84rem;
  font-weight: 400; font-family: system-ui, sans-serif; }
.cards [data-label]:empty { display: none !important; }
)";

constexpr std::string_view phone = R"(
@media (max-width: 640px) {
  table, tbody, tr, tbody th, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody { border: 1px solid var(--line); border-radius: 4px; margin: 0 0 .75rem;
    padding: .4rem .6rem; }
  tbody th, td, .details td { padding: .15rem 0; }
  .number { text-align: left; }
  tr:not(.details) > [data-label] { display: grid; gap: .5rem;
    grid-template-columns: minmax(6rem, 30%) minmax(0, 1fr); }
  [data-label]::before { content: attr(data-label); color: var(--soft); font-size: .84rem;
    font-weight: 400; font-family: system-ui, sans-serif; }
  [data-label]:empty { display: none !important; }
  tbody tr > th[data-label] { display: block !important; font-size: 1.05em; }
  tbody tr > th[data-label]::before { display: block; }
  .unseen { display: block; }
  .sources { padding-left: 2rem; }
}
)";

constexpr std::string_view dark_and_print = R"(
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e0; --soft: #b3b0a8; --ground: #171716; --line: #4a4944; --band: #262624;
    --link: #8dc1f2; }
}
@page { margin: 18mm 16mm 20mm; @bottom-right { content: counter(page); } }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --ground: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  p, ul { max-width: none; orphans: 3; widows: 3; }
  a { color: inherit; text-decoration: none; }
  .skip, .back { display: none; }
  :target { background: none; }
  h1, h2, h3 { break-after: avoid; }
  thead { display: table-header-group; break-after: avoid; }
  thead + tbody { break-before: avoid; }
  tbody, figure, .sources li { break-inside: avoid; }
  figure { float: left; width: 48%; margin: .5rem 2% .75rem 0; }
  figure:nth-of-type(odd) { clear: left; }
  figure.wide { float: none; width: 70%; }
  figure.wide svg { max-height: 17cm; }
  section { clear: both; }
  .sources { columns: 2; column-gap: 2rem; font-size: 7.5pt; line-height: 1.3; }
  .sources li { margin-bottom: .3rem; }
}
)";

}  // namespace

std::string html_style() {
  return std::string(page).append(blocks).append(wide_cards).append(phone).append(dark_and_print);
}

}  // namespace detente
