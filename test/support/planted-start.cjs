'use strict';
// Loaded into the app before its own code (electron -r): its window cannot be shown, for a reason that holds secrets.
const { BaseWindow } = require('electron');

BaseWindow.prototype.show = () => {
  throw new Error(process.env.ORGBENCH_TEST_PLANTED);
};
