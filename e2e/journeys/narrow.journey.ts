import type { Locator } from '@playwright/test';
import { expect, journey } from '../fixtures/journey';
import { known, writeKnownTraces } from '../fixtures/write-traces';

/** Names of what lies over each other, or beyond the edge of the window. */
function faultsOf(bar: Locator): Promise<string[]> {
  return bar.evaluate((element) => {
    const parts = [...element.querySelectorAll('a, button, h1, nav > span, input[type=search]')];
    const boxes = parts
      .map((part) => ({ name: part.textContent || part.tagName, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    const beyond = boxes.filter(({ box }) => box.left < 0 || box.right > window.innerWidth);
    const over = boxes.filter(({ box: a }, index) =>
      boxes
        .slice(index + 1)
        .some(({ box: b }) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    );
    return [...beyond, ...over].map(({ name }) => name);
  });
}

journey('a narrow window cuts nothing off and lays nothing over', async ({ page, dashboard }) => {
  const { address } = await dashboard({ files: [await writeKnownTraces()] });
  const bar = page.getByRole('banner');
  for (const width of [360, 400, 480, 640]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(address);
    const outcome = page.getByRole('columnheader', { name: 'Outcome' });
    await expect(outcome).toBeInViewport({ ratio: 1 });
    expect(await faultsOf(bar)).toEqual([]);
    await page.goto(`${address}/traces/${known.brokenTrace}`);
    await expect(page.getByRole('button', { name: 'Show the chat' })).toBeVisible();
    expect(await faultsOf(bar)).toEqual([]);
  }
});

journey('beside an open chat the filters fold into a strip', async ({ page, dashboard }) => {
  const { address } = await dashboard({ files: [await writeKnownTraces()] });
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.goto(address);
  await expect(page.getByRole('columnheader', { name: 'Errors' })).toBeInViewport({ ratio: 1 });
  const filters = page.getByRole('complementary', { name: 'Filters' });
  await expect(filters).toBeHidden();
  const strip = page.getByRole('button', { name: 'Filters' });
  await strip.click();
  await filters.getByRole('link', { name: 'status error, 3 traces' }).click();
  await expect(page.getByRole('grid', { name: 'Traces' })).toHaveAttribute('aria-rowcount', '4');
  await page.keyboard.press('Escape');
  await expect(filters).toBeHidden();
  await expect(strip).toBeFocused();

  await page.getByRole('button', { name: 'Hide the chat' }).click();
  await expect(filters).toBeVisible();
  await expect(strip).toBeHidden();
});
