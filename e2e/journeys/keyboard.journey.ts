import { expect, journey } from '../fixtures/journey';
import { writeKnownTraces } from '../fixtures/write-traces';

journey(
  'the keyboard reaches the traces in three stops, and from the search',
  async ({ page, dashboard }) => {
    const { address } = await dashboard({ files: [await writeKnownTraces()] });
    await page.goto(address);
    const traces = page.getByRole('grid', { name: 'Traces' });
    await expect(traces).toHaveAttribute('aria-rowcount', '9');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the traces' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(traces).toBeFocused();
    await expect(traces.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '2');
    await page.keyboard.press('ArrowDown');
    await expect(traces.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '3');

    await page.keyboard.press('/');
    await page.keyboard.type('"shipped"');
    await page.keyboard.press('Enter');
    await expect(traces).toHaveAttribute('aria-rowcount', '6');
    await page.keyboard.press('ArrowDown');
    await expect(traces).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/traces\//);
  },
);
