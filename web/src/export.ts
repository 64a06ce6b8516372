// SPDX-License-Identifier: Apache-2.0
// A view as a file: its rows as CSV, its picture as SVG or PNG. A view without a picture is drawn as a table.

export type Cell = string | number | null | undefined;

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => Cell;
}

const quoted = (cell: Cell): string => {
  const text = cell === null || cell === undefined ? "" : String(cell);
  // A leading =, + , - or @ would be run by a spreadsheet; a number may keep its sign.
  const safe = typeof cell === "string" && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => quoted(column.title)), ...rows.map((row) => columns.map((column) => quoted(column.value(row))))];
  return lines.map((line) => line.join(",") + "\r\n").join("");
}

const families = "Noto Sans, Noto Sans CJK SC, sans-serif";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

// Han and kana are as wide as high.
const widthOf = (text: string, size: number) =>
  [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e7f ? 1 : 0.55), 0) * size;

function wrapped(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=[\s，。；、：])|(?<=[\u2e80-\uffff])/)) {
    if (line !== "" && widthOf(line + word, size) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += word;
  }
  lines.push(line.trimEnd());
  return lines;
}

const most_rows_drawn = 200;

/** A table as a picture: the first 200 rows, and a line that says where there are more. */
export function tableSvg<Row>(title: string, footer: string, columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const size = 12, gap = 12, margin = 20;
  const longest = columns.map((column) => Math.max(...[column.title, ...rows.slice(0, most_rows_drawn).map((row) => String(column.value(row) ?? ""))]
    .map((text) => widthOf(text, size))));
  const widths = longest.map((width) => Math.min(Math.max(width, 40), 260));
  const total = widths.reduce((sum, width) => sum + width + gap, 0) + 2 * margin;
  const out: string[] = [];
  const text = (x: number, y: number, words: string, weight = "normal", points = size) =>
    out.push(`<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${points}" font-weight="${weight}">${escaped(words)}</text>`);
  let y = margin + 18;
  text(margin, y, title, "bold", 18);
  y += 24;
  const draw = (cells: readonly string[], weight: string) => {
    const lines = cells.map((cell, i) => wrapped(cell, widths[i] ?? 100, size));
    let x = margin;
    lines.forEach((cell, i) => {
      cell.forEach((line, row) => text(x, y + size + row * (size + 3), line, weight));
      x += (widths[i] ?? 0) + gap;
    });
    y += Math.max(...lines.map((cell) => cell.length)) * (size + 3) + 8;
    out.push(`<path d="M${margin} ${y - 4}H${(total - margin).toFixed(1)}" stroke="#bbb" stroke-width="0.5"/>`);
  };
  draw(columns.map((column) => column.title), "bold");
  for (const row of rows.slice(0, most_rows_drawn)) draw(columns.map((column) => String(column.value(row) ?? "")), "normal");
  const rest = rows.length - most_rows_drawn;
  text(margin, y + 16, rest > 0 ? `+ ${rest}. ${footer}` : footer, "normal", 10);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(total)}" height="${Math.ceil(y + 30)}" font-family="${families}" fill="#1d1c1a"><rect width="100%" height="100%" fill="#ffffff"/>${out.join("")}</svg>`;
}

const painted = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight",
  "text-anchor", "dominant-baseline", "stroke-linejoin", "visibility"] as const;

/** A picture on the page, and what it is called. */
export interface Titled {
  readonly title: string;
  readonly picture: SVGSVGElement;
}

// A copy that needs no style sheet: what it says of each shape is written into the shape.
function plain(picture: SVGSVGElement, y: number): { text: string; width: number; height: number } {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const from = [picture, ...picture.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    if (style.display === "none") return to[i]!.setAttribute("display", "none");
    for (const name of painted) to[i]!.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role"]) to[i]!.removeAttribute(name);
  });
  const { width, height } = picture.viewBox.baseVal;
  const place = { x: 0, y, width, height };
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/** Pictures of the page under each other as one file, with a heading and a line that says what they rest on. */
export function standaloneSvg(pictures: readonly Titled[], heading: string, footer: string): string {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink").trim(), paper = style.getPropertyValue("--paper").trim();
  const words = (y: number, size: number, text: string) =>
    `<text x="8" y="${y}" font-size="${size}" font-family="${families}" fill="${ink}">${escaped(text)}</text>`;
  const parts = [words(22, 16, heading)];
  let y = 34, widest = 0;
  for (const { title, picture } of pictures) {
    if (title !== "") parts.push(words((y += 22) - 6, 12, title));
    const { text, width, height } = plain(picture, y);
    parts.push(text);
    y += height;
    widest = Math.max(widest, width);
  }
  parts.push(words(y + 18, 10, footer));
  const height = y + 28;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widest}" height="${height}" viewBox="0 0 ${widest} ${height}">` +
    `<title>${escaped(heading)}</title><rect width="100%" height="100%" fill="${paper}"/>${parts.join("")}</svg>`;
}

export function save(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Draws an SVG at twice its size. */
export async function toPng(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    const most = 8000;  // pixels of a side; browsers give up somewhere above
    const scale = Math.min(2, most / image.width, most / image.height);
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}
