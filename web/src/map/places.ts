// SPDX-License-Identifier: Apache-2.0
// Where seas, straits and reefs lie, for incidents whose place the record names without a position. A point stands for the
// whole of what it names, to a tenth of a degree at best; the map marks it as such. The narrower name comes first.

const points: readonly (readonly [name: string, lat: number, lon: number])[] = [
  ["Second Thomas Shoal", 9.7, 115.9], ["Mischief Reef", 9.9, 115.5], ["Fiery Cross Reef", 9.5, 112.9], ["Subi Reef", 10.9, 114.1], ["Cuarteron Reef", 8.9, 112.8],
  ["Gaven Reef", 10.2, 114.2], ["Triton Island", 15.8, 111.2], ["Scarborough Shoal", 15.1, 117.8], ["Senkaku", 25.7, 123.5], ["Diaoyu", 25.7, 123.5],
  ["Paracel", 16.5, 112], ["Spratly", 10, 114], ["Subic Bay", 14.8, 120.2], ["Hainan", 18, 110], ["Okinawa", 26.5, 128], ["Guam", 13.4, 144.8], ["Hawaii", 21, -157.5],
  ["Aleutian Islands", 53, -170], ["Alaska", 58, -160], ["South Carolina", 33.5, -78.8], ["Djibouti", 11.6, 43.1], ["Strait of Hormuz", 26.6, 56.3], ["Taiwan Strait", 24.5, 119.5],
  ["Luzon Strait", 20.5, 121], ["Korea Strait", 34.5, 129.5], ["Strait of Malacca", 3.5, 100], ["Yellow Sea", 35.5, 123.5], ["East China Sea", 29, 125], ["South China Sea", 14.5, 114.5],
  ["Philippine Sea", 17, 133], ["Sea of Japan", 40, 135], ["Sea of Okhotsk", 55, 150], ["Bering Sea", 58, -177], ["Persian Gulf", 27, 51], ["Arabian Sea", 15, 65],
  ["Bay of Bengal", 14, 88], ["Red Sea", 20, 38.5], ["Black Sea", 43.5, 34], ["Baltic Sea", 58, 20], ["Barents Sea", 74, 37], ["Western Pacific", 20, 140],
];

export interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** The point that stands for a place's name. Nothing where no name is known, and where the accounts name different places. */
export function positionOf(name: string): Position | undefined {
  if (/\baccounts?\b|\bby reports\b/.test(name)) return undefined;
  const found = points.find(([known]) => name.includes(known));
  return found && { lat: found[1], lon: found[2] };
}
