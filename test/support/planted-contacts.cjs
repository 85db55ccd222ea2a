'use strict';
// An app that talks to others, to prove that a trace of a whole app (whole-app-trace.ts) finds it: from the main process,
// by Chromium's network process, from a child, by a datagram over IPv6, and by the browser that the desktop opens.
// `electron planted-contacts.cjs <main> <chromium> <child> <datagram> <browser>`: a port for each.
const { fork } = require('node:child_process');
const { createSocket } = require('node:dgram');
const { connect } = require('node:net');
const { once } = require('node:events');

/** @param {string} host @param {string} port */
async function talkTo(host, port) {
  const socket = connect(Number(port), host);
  socket.on('error', () => socket.destroy());
  socket.on('connect', () => socket.destroy());
  await new Promise((resolve) => socket.on('close', resolve));
}

async function main() {
  const { app, net, shell } = require('electron');
  const [own, chromium, child, datagram, browser] = process.argv.slice(-5);
  await app.whenReady();
  await talkTo('127.0.0.2', own ?? '');
  await net.fetch(`http://127.0.0.3:${chromium}/`).catch(() => undefined);
  await once(fork(__filename, ['child', child ?? '']), 'exit');
  const socket = createSocket('udp6');
  await new Promise((resolve) => socket.send('x', Number(datagram), '::1', resolve));
  socket.close();
  await shell.openExternal(`http://127.0.0.9:${browser}/`).catch(() => undefined);
  app.quit();
}

if (process.argv[2] === 'child') void talkTo('127.0.0.4', process.argv[3] ?? '');
else void main();
