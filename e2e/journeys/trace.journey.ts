import { expect, journey } from '../fixtures/journey';
import { writeTraces } from '../fixtures/write-traces';

const spans = 2_000;

/** One root, a chain of two below its last child, an orphan, and a failure at the very end. */
function longTrace(): string {
  const start = Date.UTC(2026, 3, 23);
  const line = (n: number, parent: string, fails = false) =>
    JSON.stringify({
      ...{ trace_id: 'long', span_id: `s${n}`, parent_span_id: parent, name: `step ${n}` },
      start_time: new Date(start + n).toISOString(),
      end_time: new Date(start + (n === 0 ? spans : n + 1)).toISOString(),
      status: fails ? { code: 'STATUS_CODE_ERROR', message: 'gave up' } : { code: 'STATUS_CODE_OK' },
    });
  const steps = Array.from({ length: spans - 2 }, (_, n) => line(n, n === 0 ? '' : 's0'));
  const last = line(spans - 2, `s${spans - 3}`, true);
  return [...steps, last, line(spans - 1, 'nobody')].join('\n');
}

journey(
  'a trace of 2,000 spans shows all of them, its orphan, and its errors alone',
  async ({ page, dashboard }) => {
    const { address } = await dashboard({ files: [await writeTraces('long.jsonl', longTrace())] });
    await page.goto(`${address}/traces/long`);
    const tree = page.getByRole('tree', { name: 'Spans' });
    const panel = page.getByRole('region', { name: 'Tree and timeline' });
    await expect(panel).toContainText('2,000 spans');
    await tree.focus();
    await page.keyboard.press('End');
    const orphan = tree.getByRole('treeitem', { name: `step ${spans - 1}`, selected: true });
    await expect(orphan).toContainText('orphan');
    await page.keyboard.press('ArrowUp');
    await expect(tree.getByRole('treeitem', { name: `step ${spans - 2}`, selected: true })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`span=s${spans - 2}`));

    await page.getByRole('button', { name: 'Errors only' }).click();
    await expect(tree.getByRole('treeitem')).toHaveCount(3);
    await expect(panel).toContainText('3 of 2,000');
    await expect(page).toHaveURL(/show=errors/);
    await page.reload();
    await expect(panel).toContainText('3 of 2,000');
  },
);
