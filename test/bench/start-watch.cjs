'use strict';
// Loaded into an app before its own code (electron -r): says on standard output when its first screen can be used, and
// ends the app when its standard input ends. ORGBENCH_BENCH_SCREEN is a selector of what must be there.
const { app } = require('electron');

const selector = process.env.ORGBENCH_BENCH_SCREEN;
const look = `new Promise((resolve) => {
  const look = () => (document.querySelector(${JSON.stringify(selector)}) === null
    ? setTimeout(look, 4)
    : requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  look();
})`;
app.on('web-contents-created', (_event, contents) => {
  contents.on('dom-ready', () => {
    contents.executeJavaScript(look).then(
      () => process.stdout.write('usable\n'),
      () => undefined, // The page was replaced: the next one is looked at too.
    );
  });
});
process.stdin.on('end', () => app.exit(0)).resume();
