// `node scripts/icons.mjs`: resources/icon.svg → PNG sizes, Windows ICO and macOS ICNS under resources/icons.
//
// The mark is made of rectangles and circles only, so a rasteriser of these two is all that is needed: the same bytes
// come out on every machine, and nothing has to be installed. Other elements are refused, not left out.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const PNG_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** ICNS block types that hold a PNG, by size in pixels. */
const ICNS_TYPES = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
];
/** Samples along each edge of a pixel: smooth edges at 16 px. */
const SAMPLES = 4;

/** @param {string} svg @returns {{ width: number, shapes: ((x: number, y: number) => number[] | null)[] }} */
function parseMark(svg) {
  const width = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  if (!width) throw new Error('icon.svg needs a square viewBox that starts at 0 0.');
  const body = svg.replace(/<title>.*?<\/title>|<\/?svg[^>]*>/gs, '');
  const shapes = [...body.matchAll(/<(\w+)([^>]*)>/g)].map(([, element, text]) => {
    const attributes = Object.fromEntries(
      [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    const number = (name) => Number(attributes[name] ?? 0);
    if (element === 'rect') {
      const colour = rgb(attributes.fill);
      const [x, y, w, h, r] = ['x', 'y', 'width', 'height', 'rx'].map(number);
      return (px, py) => (insideRounded(px, py, x, y, w, h, r) ? colour : null);
    }
    if (element === 'circle') {
      const ring = attributes.fill === 'none';
      const colour = rgb(ring ? attributes.stroke : attributes.fill);
      const [cx, cy, r] = ['cx', 'cy', 'r'].map(number);
      const half = ring ? number('stroke-width') / 2 : r;
      return (px, py) => (Math.abs(Math.hypot(px - cx, py - cy) - (ring ? r : 0)) <= half ? colour : null);
    }
    throw new Error(`icon.svg has a <${element}>; this script draws rect and circle only.`);
  });
  return { width, shapes };
}

function rgb(hex) {
  const value = /^#([0-9a-f]{6})$/i.exec(hex ?? '')?.[1];
  if (value === undefined) throw new Error(`icon.svg has the colour "${hex}"; this script reads #rrggbb.`);
  return [0, 2, 4].map((at) => Number.parseInt(value.slice(at, at + 2), 16));
}

function insideRounded(px, py, x, y, w, h, r) {
  const dx = Math.max(x + r - px, px - (x + w - r), 0);
  const dy = Math.max(y + r - py, py - (y + h - r), 0);
  return px >= x && px <= x + w && py >= y && py <= y + h && dx * dx + dy * dy <= r * r;
}

/** @returns {Buffer} RGBA, four bytes a pixel, colours not multiplied by alpha. */
function rasterise({ width, shapes }, size) {
  const pixels = Buffer.alloc(size * size * 4);
  const step = width / (size * SAMPLES);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0];
      let covered = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
        const x = (column * SAMPLES + (sample % SAMPLES) + 0.5) * step;
        const y = (row * SAMPLES + Math.floor(sample / SAMPLES) + 0.5) * step;
        let colour = null;
        for (const shape of shapes) colour = shape(x, y) ?? colour;
        if (colour === null) continue;
        covered += 1;
        for (const channel of [0, 1, 2]) sum[channel] += colour[channel];
      }
      const at = (row * size + column) * 4;
      for (const channel of [0, 1, 2]) pixels[at + channel] = covered === 0 ? 0 : Math.round(sum[channel] / covered);
      pixels[at + 3] = Math.round((covered * 255) / (SAMPLES * SAMPLES));
    }
  }
  return pixels;
}

/** @returns {Buffer} an RGBA PNG (W3C PNG, colour type 6). */
function png(pixels, size) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const stride = size * 4;
  const lines = Buffer.alloc(size * (stride + 1));
  for (let row = 0; row < size; row += 1) pixels.copy(lines, row * (stride + 1) + 1, row * stride, (row + 1) * stride);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

// node:zlib has crc32 from Node 22 on; the scripts also start on 20.
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** @param {[number, Buffer][]} images size and PNG; PNG in ICO is read from Windows Vista on. */
function ico(images) {
  const head = Buffer.alloc(6 + images.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(([size, data], index) => {
    const at = 6 + index * 16;
    head.writeUInt8(size === 256 ? 0 : size, at);
    head.writeUInt8(size === 256 ? 0 : size, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(data.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += data.length;
  });
  return Buffer.concat([head, ...images.map(([, data]) => data)]);
}

/** @param {[string, Buffer][]} images block type and PNG. */
function icns(images) {
  const blocks = images.map(([type, data]) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(data.length + 8, 4);
    return Buffer.concat([head, data]);
  });
  const body = Buffer.concat(blocks);
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

/** Every file of resources/icons, by name, drawn from the text of icon.svg. @returns {Map<string, Buffer>} */
export function iconFiles(svg) {
  const mark = parseMark(svg);
  const bySize = new Map(PNG_SIZES.map((size) => [size, png(rasterise(mark, size), size)]));
  return new Map([
    ...PNG_SIZES.map((size) => [`${size}x${size}.png`, bySize.get(size)]),
    ['icon.ico', ico(ICO_SIZES.map((size) => [size, bySize.get(size)]))],
    ['icon.icns', icns(ICNS_TYPES.map(([type, size]) => [type, bySize.get(size)]))],
  ]);
}

async function main() {
  const files = iconFiles(await readFile(join(root, 'resources', 'icon.svg'), 'utf8'));
  const folder = join(root, 'resources', 'icons');
  await mkdir(folder, { recursive: true });
  for (const [name, data] of files) await writeFile(join(folder, name), data);
}

if (process.argv[1] === import.meta.filename) await main();
