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

journey(
  '? lists the keys, and Ctrl+J leads into the chat before it hides it',
  async ({ page, dashboard }) => {
    const { address } = await dashboard({ files: [await writeKnownTraces()] });
    await page.goto(address);
    const question = page.getByRole('textbox', { name: 'Question about these traces' });
    await expect(question).toBeVisible();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await expect(keys.getByRole('region', { name: 'A trace' })).toContainText('Next and previous error');
    await page.keyboard.press('Escape');
    await expect(keys).toBeHidden();

    await page.keyboard.press('Control+j');
    await expect(question).toBeFocused();
    await page.keyboard.type('?');
    await expect(question).toHaveValue('?');
    await page.keyboard.press('Control+j');
    await expect(question).toBeHidden();
    await page.keyboard.press('Control+j');
    await expect(question).toBeFocused();
  },
);
