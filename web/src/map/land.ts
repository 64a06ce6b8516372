// SPDX-License-Identifier: Apache-2.0
// Coastlines out of land.json (Natural Earth, public domain; map/make_land.mjs made it).
import { useEffect, useState } from "preact/hooks";
import address from "./land.json?url";

export interface Land {
  readonly unit: number;
  /** West, south, east, north of `near`. */
  readonly box: readonly [number, number, number, number];
  readonly world: readonly (readonly number[])[];
  readonly near: readonly (readonly number[])[];
}

let wanted: Promise<Land> | undefined;

export function useLand(): Land | undefined {
  const [land, setLand] = useState<Land>();
  useEffect(() => {
    wanted ??= fetch(address).then((response) => response.json() as Promise<Land>);
    wanted.then(setLand, () => { wanted = undefined; });
  }, []);
  return land;
}

/** Degrees to the picture: equirectangular, with the middle latitude true to scale. */
export interface Projection {
  readonly width: number;
  readonly height: number;
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
}

export function projection([west, south, east, north]: readonly [number, number, number, number], width: number): Projection {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const perDegree = width / (east - west);
  return { width, height: Math.round(((north - south) * perDegree) / squeeze), x: (lon) => (lon - west) * perDegree, y: (lat) => ((north - lat) * perDegree) / squeeze };
}

/** All rings as one path. */
export function pathOf(rings: readonly (readonly number[])[], unit: number, to: Projection): string {
  let path = "";
  for (const ring of rings) {
    let lon = 0, lat = 0;
    for (let i = 0; i < ring.length; i += 2) {
      lon += ring[i]! * unit;
      lat += ring[i + 1]! * unit;
      path += `${i === 0 ? "M" : "L"}${to.x(lon).toFixed(1)} ${to.y(lat).toFixed(1)}`;
    }
    path += "z";
  }
  return path;
}
