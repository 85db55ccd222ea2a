'use strict';
// Loaded into the app before its own code (electron -r): holds its start until Playwright is attached.
//
// Playwright connects while the app is already opening its page. When that page's first navigation commits in the same
// moment, Playwright misses the event and waits for it until its time-out (seen in about one of forty starts). Playwright
// calls __playwright_run once it is attached; its own loader does the same but also changes how Chromium behaves.
const { app } = require('electron');

const ready = app.whenReady();
const emit = app.emit.bind(app);
const attached = Promise.withResolvers();
let readyArguments = [];
let isReady = false;

app.emit = (event, ...args) => {
  if (event !== 'ready') return emit(event, ...args);
  readyArguments = args;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => isReady;
app.whenReady = () => attached.promise;
globalThis.__playwright_run = async () => {
  await ready;
  isReady = true;
  attached.resolve();
  emit('ready', ...readyArguments);
};
