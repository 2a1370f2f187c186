/* Makes ../data/map.json, the map of communities, from Natural Earth at 1 : 50 million (public domain, through the
   package world-atlas). To make it again:  npm ci --ignore-scripts && npm run make

   Natural Earth draws de facto borders. The organization, as the law of the United States, goes by those recognized in
   international law: so Crimea is moved to Ukraine. Abkhazia and South Ossetia are in Georgia, Transnistria in Moldova
   and Nagorno-Karabakh in Azerbaijan already; making the map fails if newer data moves one of PLACES. */

import { readFileSync, writeFileSync } from "node:fs";
import { geoConicEqualArea, geoIdentity, geoPath } from "d3-geo";
import { feature, merge, mergeArcs } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const WIDTH = 640, HEIGHT = 360;
const MARGIN = 3;     // units drawn outside the frame, so that no border shows along its edge
// Simplification (Visvalingam): the least area, in square units, of the triangle of a point and its neighbours.
// A larger one makes the line coarser and the file smaller.
const BORDER_DETAIL = 20;
const ISLAND_DETAIL = 6;  // a state's islands
const SHORE_DETAIL = 60;  // coasts of the other countries
const MIN_RING_AREA = 3;  // square units; smaller islands and lakes are left out

// An equal-area projection. The meridian of Moscow is vertical; Siberia is cut off, because the communities live west of it.
const projection = geoConicEqualArea().parallels([42, 60]).rotate([-38, 0]).fitSize([WIDTH, HEIGHT], {
  type: "MultiPoint",
  coordinates: [[15, 51], [88.3, 48.7], [62.4, 33.4], [38, 62]],
});

// Natural Earth's id, ISO 3166-1 code, longitude and latitude of the middle of the name.
const STATES = [
  ["051", "AM", 41, 39.9], ["031", "AZ", 47.2, 37.1], ["112", "BY", 28, 53.2], ["233", "EE", 18.7, 58.6],
  ["268", "GE", 43.4, 41.9], ["398", "KZ", 67, 48.5], ["417", "KG", 74.8, 41.3], ["428", "LV", 19.4, 56.8],
  ["440", "LT", 18.2, 55.5], ["498", "MD", 24.7, 46.9], ["643", "RU", 45, 57], ["762", "TJ", 73.3, 35.6],
  ["795", "TM", 59.6, 38.8], ["804", "UA", 31.5, 48.8], ["860", "UZ", 63.5, 41.4],
];
const CRIMEA = [34.1, 44.95];
const PLACES = {
  Simferopol: ["UA", ...CRIMEA], Bakhchysarai: ["UA", 33.86, 44.75], Kerch: ["UA", 36.2, 45.3], Perekop: ["UA", 33.68, 46.13],
  Sukhumi: ["GE", 41.2, 43.05], Tskhinvali: ["GE", 43.97, 42.23], Tiraspol: ["MD", 29.45, 46.9],
  Stepanakert: ["AZ", 46.75, 39.82], Kaliningrad: ["RU", 20.9, 54.65],
};

/** The topology in units of the map instead of degrees. */
function projected({ arcs, objects, transform: { scale, translate } }) {
  const place = (x, y) => projection([x * scale[0] + translate[0], y * scale[1] + translate[1]]);
  const unpacked = arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => place((x += dx), (y += dy)));
  });
  return { type: "Topology", objects, arcs: unpacked };
}

/** Twice the signed area of a ring; its sign is the ring's direction. */
const area = (ring) => ring.reduce((sum, [x, y], i) => sum + ring.at(i - 1)[0] * y - ring.at(i - 1)[1] * x, 0);

function isInside([x, y], rings) {
  const crossed = ([a, b], [c, d]) => b > y !== d > y && x < ((c - a) * (y - b)) / (d - b) + a;
  return rings.flatMap((ring) => ring.filter((point, i) => crossed(point, ring.at(i - 1)))).length % 2 === 1;
}

/** Moves the polygon around `place` from one country to another and removes the border between them. */
function move(topology, place, from, to) {
  const polygon = (arcs) => ({ type: "Polygon", arcs });
  const moved = from.arcs.find((arcs) => isInside(projection(place), feature(topology, polygon(arcs)).geometry.coordinates));
  from.arcs = from.arcs.filter((arcs) => arcs !== moved);
  to.arcs = mergeArcs(topology, [to, polygon(moved)]).arcs;
}

/** The indexes of the arcs that these countries consist of. */
const arcsOf = (countries) => new Set(countries.flatMap((country) => country.arcs.flat(2)).map((i) => (i < 0 ? ~i : i)));

/** The topology simplified; neighbours keep sharing their border. Islands of states are finer, other coasts coarser. */
function simplified(topology, states) {
  const weighed = presimplify(topology);
  const ours = arcsOf(states);
  const isIsland = (arc) => String(arc[0].slice(0, 2)) === String(arc.at(-1).slice(0, 2));
  weighed.arcs.forEach((arc, i) => {
    const finer = !ours.has(i) ? BORDER_DETAIL / SHORE_DETAIL : isIsland(arc) ? BORDER_DETAIL / ISLAND_DETAIL : 1;
    arc.forEach((point) => (point[2] *= finer));
  });
  return simplify(weighed, BORDER_DETAIL);
}

/** A ring in integers, without repeated and collinear points. */
function roundRing(ring) {
  const rounded = ring.map((point) => point.map(Math.round));
  const moved = rounded.filter((point, i) => String(point) !== String(rounded.at(i - 1)));
  return moved.filter((point, i) => area([moved.at(i - 1), point, moved[(i + 1) % moved.length]]) !== 0);
}

const frame = geoIdentity().clipExtent([[-MARGIN, -MARGIN], [WIDTH + MARGIN, HEIGHT + MARGIN]]);

/** The rings of a geometry, clipped to the frame. */
function rings(geometry) {
  const found = [];
  const moveTo = (x, y) => found.push([[x, y]]);
  const lineTo = (x, y) => found.at(-1).push([x, y]);
  geoPath(frame, { moveTo, lineTo, closePath() {} })(geometry);
  return found.map(roundRing).filter((ring) => Math.abs(area(ring)) >= 2 * MIN_RING_AREA);
}

/** An SVG path of relative commands. */
function path(geometry) {
  let [x, y] = [0, 0];
  const step = ([u, v]) => {
    const [dx, dy] = [u - x, v - y];
    [x, y] = [u, v];
    return `${dx}${dy < 0 ? "" : " "}${dy}`;
  };
  const ringPath = (ring) => {
    const d = `m${step(ring[0])}l${ring.slice(1).map(step).join(" ").replaceAll(" -", "-")}z`;
    [x, y] = ring[0];
    return d;
  };
  return rings(geometry).map(ringPath).join("");
}

const topology = projected(JSON.parse(readFileSync(new URL("node_modules/world-atlas/countries-50m.json", import.meta.url))));
const countries = topology.objects.countries.geometries;
const byCode = Object.fromEntries(STATES.map(([number, code]) => [code, countries.find(({ id }) => id === number)]));
const states = Object.values(byCode);
move(topology, CRIMEA, byCode.RU, byCode.UA);

const drawn = simplified(topology, states);
const shape = (country) => feature(drawn, country).geometry;
const others = countries.filter((country) => !states.includes(country) && rings(shape(country)).length > 0);

const map = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, region: path(merge(drawn, others)), states: {}, places: [] };
for (const [, code, ...place] of STATES) {
  const [x, y] = projection(place).map(Math.round);
  map.states[code] = { x, y, path: path(shape(byCode[code])) };
}
for (const [name, [code, ...place]] of Object.entries(PLACES)) {
  if (!isInside(projection(place), rings(shape(byCode[code])))) throw new Error(`${name} does not lie in ${code}.`);
  const [x, y] = projection(place).map(Math.round);
  map.places.push({ name, code, x, y });
}
writeFileSync(new URL("../data/map.json", import.meta.url), `${JSON.stringify(map, null, 1)}\n`);
