// Loaded into the dashboard's process by `node --require`, so that the product itself knows nothing of it: notes how
// late a 5 ms timer comes. The longest delay is the longest time for which the event loop was held.
const { renameSync, writeFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');

const folder = process.env.HALO_BENCH_STALLS;
if (folder) {
  const everyMs = 5;
  const file = `${folder}/stall-${process.pid}.json`;
  let longestMs = 0;
  let over50 = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const late = now - last - everyMs;
    last = now;
    if (late > 50) over50 += 1;
    longestMs = Math.max(longestMs, late);
  }, everyMs).unref();
  setInterval(() => {
    writeFileSync(`${file}.tmp`, JSON.stringify({ longestMs, over50 }));
    renameSync(`${file}.tmp`, file);
  }, 500).unref();
  // A new phase begins.
  process.on('SIGUSR2', () => {
    longestMs = 0;
    over50 = 0;
  });
}
