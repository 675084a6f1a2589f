import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, journey } from '../fixtures/journey';
import { known, writeKnownTraces } from '../fixtures/write-traces';

journey.use({ permissions: ['clipboard-read', 'clipboard-write'] });

journey(
  'a finding leaves as a picture and as Markdown, an answer as Markdown',
  async ({ page, dashboard }) => {
    const { address, origin } = await dashboard({ files: [await writeKnownTraces()] });
    await page.goto(address);
    const chat = await askForFailures(page);
    await chat.getByRole('button', { name: 'Share', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Share this finding' });
    await expect(dialog.getByText(`${known.brokenTraces} of 8`, { exact: true })).toBeVisible();

    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download PNG' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.png$/);
    const png = await readFile(await file.path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Twice the 704 px of the card.
    expect(png.readUInt32BE(16)).toBe(1408);

    await dialog.getByRole('button', { name: 'Copy image' }).click();
    await expect(dialog.getByText('The picture is on the clipboard.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Copy Markdown' }).click();
    await expect(dialog.getByText('Copied').first()).toBeVisible();
    expect(await clipboard(page)).toContain(known.errorText);
    await page.keyboard.press('Escape');

    await chat.getByRole('button', { name: 'Copy answer' }).click();
    await expect(chat.getByText('Copied').first()).toBeVisible();
    const answer = await clipboard(page);
    expect(answer).toMatch(/^> What are the most common failure modes/);
    expect(answer).toContain(`(${origin}/datasets/`);
  },
);

journey('a link shows what was on screen, the diagnosis included', async ({ page, dashboard, context }) => {
  const { address } = await dashboard({ files: [await writeKnownTraces()] });
  await page.goto(`${address}?errors=yes`);
  await askForFailures(page);
  await page.getByRole('banner').getByRole('button', { name: 'Copy link' }).click();
  const link = await clipboard(page);

  await page.evaluate(() => localStorage.clear());
  const other = await context.newPage();
  await other.goto(link);
  await expect(other).toHaveURL(/errors=yes/);
  const chat = other.getByRole('complementary', { name: 'Ask the traces' });
  await expect(chat.getByRole('button', { name: 'Copy answer' })).toBeVisible();
  await expect(other.getByText('not understood')).toHaveCount(0);

  await chat.getByRole('button', { name: 'New' }).click();
  await expect(other).not.toHaveURL(/diagnosis=/);
  await other.reload();
  await expect(chat.getByText('begin with one of these')).toBeVisible();
});

journey('an earlier diagnosis opens again, and is gone once it is deleted', async ({ page, dashboard }) => {
  const { address } = await dashboard({ files: [await writeKnownTraces()] });
  await page.goto(address);
  const chat = await askForFailures(page);
  await chat.getByRole('button', { name: 'New' }).click();
  await chat.getByRole('button', { name: 'Earlier' }).click();
  const dialog = page.getByRole('dialog', { name: 'Earlier diagnoses' });
  await dialog.getByRole('link', { name: /most common failure modes/ }).click();
  await expect(chat.getByRole('button', { name: 'Copy answer' })).toBeVisible();

  await chat.getByRole('button', { name: 'Earlier' }).click();
  await dialog.getByRole('link', { name: 'Page' }).click();
  await expect(page).toHaveURL(/\/diagnoses\//);
  await expect(page.getByRole('button', { name: 'Copy answer' })).toBeVisible();
  await page.getByRole('link', { name: 'Open beside the traces' }).click();
  await expect(chat.getByRole('button', { name: 'Copy answer' })).toBeVisible();

  await chat.getByRole('button', { name: 'Earlier' }).click();
  await dialog.getByRole('button', { name: /^Delete: / }).click();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(dialog.getByText('Nothing was asked yet')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chat.getByText('begin with one of these')).toBeVisible();
});

async function askForFailures(page: Page) {
  const chat = page.getByRole('complementary', { name: 'Ask the traces' });
  await chat.getByRole('button', { name: /What are the most common failure modes/ }).click();
  await expect(chat.getByRole('button', { name: 'Copy answer' })).toBeVisible();
  return chat;
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
