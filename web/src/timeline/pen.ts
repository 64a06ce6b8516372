// SPDX-License-Identifier: Apache-2.0
// One drawing, two papers: a canvas, which is quick, and SVG, which can be saved. Shapes of one colour come in batches.

export interface Pen {
  /** x, y, width, height; x, y, … */
  rects(shapes: readonly number[], fill: string, alpha: number): void;
  /** x, y; x, y, … */
  circles(centres: readonly number[], radius: number, fill: string | undefined, stroke: string): void;
  /** Cells beside each other: the palette's place of each, by row, 0 for none. `tops` has the upper edge of each row. */
  grid(cells: Uint8Array, palette: readonly Tint[], left: number, tops: readonly number[], wide: number, high: number): void;
  line(x1: number, y1: number, x2: number, y2: number, stroke: string, width: number): void;
  text(x: number, y: number, text: string, fill: string, size: number, anchor?: "start" | "middle" | "end"): void;
}

export interface Tint {
  /** "#1f5a96" */
  readonly fill: string;
  readonly alpha: number;
}

export const fonts = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', sans-serif";

/** A tint's red, green, blue and opacity as one number of a picture's data (the lowest byte comes first). */
function pixel({ fill, alpha }: Tint): number {
  const colour = Number.parseInt(fill.slice(1), 16);
  return ((Math.round(alpha * 255) << 24) | ((colour & 0xff) << 16) | (colour & 0xff00) | (colour >> 16)) >>> 0;
}

export class CanvasPen implements Pen {
  private readonly small = document.createElement("canvas");

  constructor(private readonly context: CanvasRenderingContext2D) {}

  /** One pixel a cell, drawn large. */
  grid(cells: Uint8Array, palette: readonly Tint[], left: number, tops: readonly number[], wide: number, high: number): void {
    const columns = cells.length / tops.length;
    this.small.width = columns;
    this.small.height = tops.length;
    const context = this.small.getContext("2d")!;
    const image = context.createImageData(columns, tops.length);
    const colours = Uint32Array.from([0, ...palette.map(pixel)]);
    const data = new Uint32Array(image.data.buffer);
    for (let i = 0; i < cells.length; i++) data[i] = colours[cells[i]!]!;
    context.putImageData(image, 0, 0);
    this.context.imageSmoothingEnabled = false;
    tops.forEach((top, row) => this.context.drawImage(this.small, 0, row, columns, 1, left, top, columns * wide, high));
    this.context.imageSmoothingEnabled = true;
  }

  rects(shapes: readonly number[], fill: string, alpha: number): void {
    this.context.globalAlpha = alpha;
    this.context.fillStyle = fill;
    for (let i = 0; i < shapes.length; i += 4) this.context.fillRect(shapes[i]!, shapes[i + 1]!, shapes[i + 2]!, shapes[i + 3]!);
    this.context.globalAlpha = 1;
  }

  circles(centres: readonly number[], radius: number, fill: string | undefined, stroke: string): void {
    this.context.beginPath();
    for (let i = 0; i < centres.length; i += 2) {
      this.context.moveTo(centres[i]! + radius, centres[i + 1]!);
      this.context.arc(centres[i]!, centres[i + 1]!, radius, 0, 2 * Math.PI);
    }
    if (fill !== undefined) {
      this.context.fillStyle = fill;
      this.context.fill();
    }
    this.context.strokeStyle = stroke;
    this.context.lineWidth = 1.25;
    this.context.stroke();
  }

  line(x1: number, y1: number, x2: number, y2: number, stroke: string, width: number): void {
    this.context.beginPath();
    this.context.moveTo(x1, y1);
    this.context.lineTo(x2, y2);
    this.context.strokeStyle = stroke;
    this.context.lineWidth = width;
    this.context.stroke();
  }

  text(x: number, y: number, text: string, fill: string, size: number, anchor: "start" | "middle" | "end" = "start"): void {
    this.context.font = `${size}px ${fonts}`;
    this.context.fillStyle = fill;
    this.context.textAlign = anchor === "middle" ? "center" : anchor;
    this.context.textBaseline = "middle";
    this.context.fillText(text, x, y);
  }
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const round = (value: number) => String(Math.round(value * 10) / 10);

export class SvgPen implements Pen {
  private readonly parts: string[] = [];

  grid(cells: Uint8Array, palette: readonly Tint[], left: number, tops: readonly number[], wide: number, high: number): void {
    const columns = cells.length / tops.length;
    palette.forEach(({ fill, alpha }, place) => {
      const shapes: number[] = [];
      cells.forEach((cell, at) => { if (cell === place + 1) shapes.push(left + (at % columns) * wide, tops[Math.floor(at / columns)]!, wide, high); });
      this.rects(shapes, fill, alpha);
    });
  }

  rects(shapes: readonly number[], fill: string, alpha: number): void {
    let path = "";
    for (let i = 0; i < shapes.length; i += 4) {
      path += `M${round(shapes[i]!)} ${round(shapes[i + 1]!)}h${round(shapes[i + 2]!)}v${round(shapes[i + 3]!)}h${round(-shapes[i + 2]!)}z`;
    }
    if (path !== "") this.parts.push(`<path d="${path}" fill="${fill}" fill-opacity="${alpha}"/>`);
  }

  circles(centres: readonly number[], radius: number, fill: string | undefined, stroke: string): void {
    for (let i = 0; i < centres.length; i += 2) {
      this.parts.push(`<circle cx="${round(centres[i]!)}" cy="${round(centres[i + 1]!)}" r="${radius}" fill="${fill ?? "none"}" stroke="${stroke}" stroke-width="1.25"/>`);
    }
  }

  line(x1: number, y1: number, x2: number, y2: number, stroke: string, width: number): void {
    this.parts.push(`<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${stroke}" stroke-width="${width}"/>`);
  }

  text(x: number, y: number, text: string, fill: string, size: number, anchor: "start" | "middle" | "end" = "start"): void {
    this.parts.push(`<text x="${round(x)}" y="${round(y)}" fill="${fill}" font-size="${size}" text-anchor="${anchor}" dominant-baseline="central">${escaped(text)}</text>`);
  }

  finish(width: number, height: number, paper: string, title: string, footer: string, ink: string): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + 60}" font-family="${fonts.replaceAll('"', "'")}">` +
      `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${paper}"/><text x="8" y="22" font-size="16" fill="${ink}">${escaped(title)}</text>` +
      `<g transform="translate(0 34)">${this.parts.join("")}</g><text x="8" y="${height + 52}" font-size="10" fill="${ink}">${escaped(footer)}</text></svg>`;
  }
}
