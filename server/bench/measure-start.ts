import { startDashboard } from './dashboard';
import { atMost, type Figure } from './figure';
import type { Program } from './program';
import { median } from './statistics';

/** `halo-loop FILE` on a file that was imported before, from the start of the process to the first page. */
export async function* measureStart(
  program: Program,
  { file, port, repeats }: { file: string; port: number; repeats: number },
): AsyncGenerator<Figure> {
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const dashboard = await startDashboard(program, { files: [file], port });
    times.push(dashboard.firstPageMs);
    await dashboard.stop();
  }
  yield {
    what: 'start on an imported dataset, to the first page',
    value: median(times) / 1000,
    unit: 's',
    budget: atMost(3),
    note: `short; median of ${repeats}, longest ${(Math.max(...times) / 1000).toFixed(1)} s`,
  };
}
