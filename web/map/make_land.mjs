// SPDX-License-Identifier: Apache-2.0
// Makes src/map/land.json out of Natural Earth's coastlines (public domain), as the npm package world-atlas 2.0.2 packs
// them: node map/make_land.mjs FOLDER-OF-world-atlas/package. Run by hand; its output is committed.
//
// Two sets of rings, each a list of whole hundredths of a degree: first point, then steps. "world" is the 1:110m coast;
// "near" is the 1:50m coast of East Asia and the western Pacific, where a strait must look like one.
import { readFileSync, writeFileSync } from "node:fs";

const folder = process.argv[2];
if (!folder) throw new Error("give the folder of world-atlas");
const unit = 0.01;

// The arcs of a topology in degrees.
function arcsOf(topology) {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

function ringsOf(topology) {
  const arcs = arcsOf(topology);
  const pieces = (index) => (index < 0 ? [...arcs[~index]].reverse() : arcs[index]);
  const ring = (indices) => indices.flatMap((index, i) => (i === 0 ? pieces(index) : pieces(index).slice(1)));
  return topology.objects.land.geometries.flatMap((g) => (g.type === "Polygon" ? [g.arcs] : g.arcs)).flatMap((p) => p.map(ring));
}

// Ramer, Douglas and Peucker: leaves out points nearer than `within` degrees to the line that remains.
function simplify(points, within) {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const spans = [[0, points.length - 1]];
  while (spans.length > 0) {
    const [from, to] = spans.pop();
    const [ax, ay] = points[from], [bx, by] = points[to];
    const length = Math.hypot(bx - ax, by - ay);
    let worst = 0, at = -1;
    for (let i = from + 1; i < to; i++) {
      const [x, y] = points[i];
      const off = length < 1e-9 ? Math.hypot(x - ax, y - ay) : Math.abs((by - ay) * x - (bx - ax) * y + bx * ay - by * ax) / length;
      if (off > worst) [worst, at] = [off, i];
    }
    if (worst > within) {
      keep[at] = 1;
      spans.push([from, at], [at, to]);
    }
  }
  return points.filter((_, i) => keep[i]);
}

// Sutherland and Hodgman, against one edge after another.
function clip(ring, [west, south, east, north]) {
  const cut = (points, inside, cross) => {
    const out = [];
    points.forEach((point, i) => {
      const before = points[(i + points.length - 1) % points.length];
      if (inside(point) !== inside(before)) out.push(cross(before, point));
      if (inside(point)) out.push(point);
    });
    return out;
  };
  const atX = (x) => (a, b) => [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])];
  const atY = (y) => (a, b) => [a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]), y];
  let out = cut(ring, (p) => p[0] >= west, atX(west));
  out = cut(out, (p) => p[0] <= east, atX(east));
  out = cut(out, (p) => p[1] >= south, atY(south));
  return cut(out, (p) => p[1] <= north, atY(north));
}

function steps(ring) {
  let x = 0, y = 0;
  return ring.flatMap(([lon, lat]) => {
    const [nx, ny] = [Math.round(lon / unit), Math.round(lat / unit)];
    const step = [nx - x, ny - y];
    [x, y] = [nx, ny];
    return step;
  });
}

const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => {
  const [px, py] = ring[(i + ring.length - 1) % ring.length];
  return sum + px * y - x * py;
}, 0) / 2);

const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const box = [98, -4, 152, 48];
const world = ringsOf(read("land-110m.json")).map((ring) => simplify(ring, 0.15)).filter((ring) => ring.length > 3);
const near = ringsOf(read("land-50m.json")).map((ring) => clip(ring, box)).filter((ring) => ring.length > 3 && area(ring) > 0.02)
  .map((ring) => simplify(ring, 0.04)).filter((ring) => ring.length > 3);
writeFileSync("src/map/land.json", `${JSON.stringify({ unit, box, world: world.map(steps), near: near.map(steps) })}\n`);
