'use strict';
// A process that holds a text in every form that a scan of memory looks for: `node memory-holder.cjs <the text backwards>`.
const text = Buffer.from(process.argv[2] ?? '').reverse();
const copies = [
  text,
  Buffer.from(text.toString('latin1'), 'utf16le'),
  Buffer.from(text.toString('hex')),
  Buffer.from(Buffer.concat([Buffer.from('x'), text]).toString('base64')),
];
process.stdout.write('ready\n');
setInterval(() => copies.length, 60_000);
