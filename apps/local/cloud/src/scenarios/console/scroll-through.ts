import { type Locator, type Page } from 'playwright-core';

/** What scrolling through a list took. */
export interface Scrolled {
  /** The most rows that were rendered at one time. */
  readonly mostRows: number;
  /** The longest time for which the page answered to nothing, ms, on a machine as busy as it was; 0: below 50 ms. */
  readonly longestPauseMs: number;
  /** The most that the page has worked between two turns of the wheel, ms of the processor. */
  readonly mostWorkMs: number;
}

const listenForPauses = `
  globalThis.pausesMs = [];
  new PerformanceObserver((list) => pausesMs.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ entryTypes: ['longtask'] });`;

/**
 * Turns the wheel over a list until its end is there.
 *
 * @param options - `rows`: those of the list; `end`: what is seen when it can go no further; `stepPx`: by how much the
 * wheel turns at a time, downwards; below zero: upwards.
 */
export async function scrollThrough(
  page: Page,
  {
    list,
    rows,
    end,
    stepPx,
  }: { readonly list: Locator; readonly rows: Locator; readonly end: Locator; readonly stepPx: number },
): Promise<Scrolled> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const workedMs = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  await page.evaluate(listenForPauses);
  await list.hover();
  let [mostRows, mostWorkMs, beforeMs] = [await rows.count(), 0, await workedMs()];
  while ((await end.count()) === 0) {
    await page.mouse.wheel(0, stepPx);
    mostRows = Math.max(mostRows, await rows.count());
    const afterMs = await workedMs();
    mostWorkMs = Math.max(mostWorkMs, afterMs - beforeMs);
    beforeMs = afterMs;
  }
  const longestPauseMs = Number(await page.evaluate('Math.max(0, ...pausesMs)'));
  return { mostRows, longestPauseMs, mostWorkMs };
}
