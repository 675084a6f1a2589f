import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { BenchData } from './bench-data';
import { startDashboard } from './dashboard';
import { atMost, type Figure } from './figure';
import type { Program } from './program';
import { median } from './statistics';

const chromiums = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface BrowserMeasure {
  data: BenchData;
  port: number;
  repeats: number;
}

/**
 * From the click on a 2,000-span trace in the list to its tree on screen, painted, with rows that answer: the time until
 * an arrow key has moved the selection is part of it.
 */
export async function* measureBrowser(
  program: Program,
  { data, port, repeats }: BrowserMeasure,
): AsyncGenerator<Figure> {
  const dashboard = await startDashboard(program, { files: [data.file], port });
  const executablePath = chromiums.find((path) => existsSync(path));
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const times: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      await page.goto(`${dashboard.address}?sort=spans`);
      const link = page.locator(`a[href*="${data.longTraceId}"]`).first();
      await link.waitFor();
      await page.waitForLoadState('networkidle');
      const started = performance.now();
      await link.click();
      const tree = page.getByRole('tree').first();
      await tree.getByRole('treeitem').nth(20).waitFor();
      await tree.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await tree.getByRole('treeitem', { selected: true }).first().waitFor();
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      times.push(performance.now() - started);
    }
    yield {
      what: 'a 2,000-span trace in the browser, from click to usable',
      value: median(times) / 1000,
      unit: 's',
      budget: atMost(1),
      note: `median of ${repeats}, first ${((times[0] ?? 0) / 1000).toFixed(2)} s, longest ${(Math.max(...times) / 1000).toFixed(2)} s`,
    };
  } finally {
    await browser.close();
    await dashboard.stop();
  }
}
