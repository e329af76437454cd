import { type Locator, type Page } from 'playwright-core';

/** @returns The link to the question of a run on which its worker has spent the longest time at a stretch. */
export async function slowestQuestion(page: Page): Promise<Locator> {
  const lanes = await page.getByRole('group', { name: /^query-worker / }).all();
  const widths = await Promise.all(
    lanes.map(async (lane) => {
      const boxes = await Promise.all((await lane.locator('.run-work').all()).map((bar) => bar.boundingBox()));
      return Math.max(0, ...boxes.map((box) => box?.width ?? 0));
    }),
  );
  const slowest = lanes[widths.indexOf(Math.max(...widths))];
  if (!slowest) throw new Error('The run has no question.');
  return slowest.getByRole('link');
}

/** Writes something at the end of the query, with the keyboard. */
export async function writeAtEnd(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Query' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

/** @returns What is wrong with the query, each in words. */
export const problemsOf = (page: Page): Locator =>
  page.getByRole('list', { name: 'Problems of the query' }).getByRole('listitem');
