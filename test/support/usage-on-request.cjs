'use strict';
// Preloaded into a process that is measured: each line on its input is answered with what the process has used so far.
process.stdin.on('data', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = {
    // maxRSS is in kilobytes.
    peakMb: maxRSS / 1024,
    rssMb: process.memoryUsage().rss / (1024 * 1024),
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
  };
  process.stdout.write(`${JSON.stringify(usage)}\n`);
});
process.stdin.unref();
