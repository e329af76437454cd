import { botTextsOf } from '@pulso/kit/texts';

import { adminName } from '../start/render-endpoints';
import { findBarriers, openPage } from './console/browser';
import { describeConsole } from './console/describe-console';
import { goTo, messagesWith } from './console/places';
import './testing/at-root';

const { pitch } = botTextsOf('en');

describeConsole('the console for people with a keyboard, a screen reader, a phone', (get) => {
  it('has on every page no error, no barrier, light or dark, and asks no other server', async () => {
    const { browser, shown, places } = get();
    const { page, problems } = await openPage(browser, shown.url);
    const barriers: string[] = [];
    for (const [name, place] of Object.entries(places)) {
      await goTo(page, place);
      const light = await findBarriers(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      // Nothing but colours is different then.
      const dark = await findBarriers(page, ['color-contrast']);
      await page.emulateMedia({ colorScheme: 'light' });
      barriers.push(...[...light, ...dark].map((barrier) => `${name}: ${barrier}`));
    }

    expect(barriers).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('can be walked with a keyboard: past the navigation, and from page to page', async () => {
    const { browser, shown } = get();
    const { page } = await openPage(browser, shown.url);
    const focused = page.locator(':focus');
    // A page may have a navigation of its own.
    const current = page.locator('nav[aria-label=Pages] [aria-current=page]');

    await page.keyboard.press('Tab');
    const first = await focused.textContent();
    const isSeen = await focused.isVisible();
    await page.keyboard.press('Enter');
    const skippedTo = await focused.getAttribute('id');

    expect([first?.trim(), isSeen, skippedTo]).toEqual(['Skip to the page', true, 'main']);

    await page.reload();
    await page.keyboard.press('Tab');
    const links: (string | null)[] = [];
    for (let count = 0; count < 4; count += 1) {
      await page.keyboard.press('Tab');
      links.push(await focused.textContent());
    }
    await page.keyboard.press('Enter');
    await current.filter({ hasText: 'Cloud' }).waitFor();

    expect(links).toEqual(['Chat', 'Runs', 'Questions', 'Cloud']);
    expect(await current.count()).toBe(1);
    expect(await page.title()).toBe('Cloud - Pulso console');
  });

  it('leads through a waterfall with the arrow keys, along time and from lane to lane', async () => {
    const { browser, shown, places } = get();
    const { page } = await openPage(browser, shown.url);
    await goTo(page, places['run'] ?? { hash: '', shows: '' });
    const focused = page.locator(':focus');
    const laneOf = () => focused.locator('xpath=ancestor::*[@role="group"][1]').getAttribute('aria-label');
    const leftOf = async () => (await focused.boundingBox())?.x ?? 0;

    await page.locator('[aria-label=Waterfall] button[tabindex="0"]').focus();
    const lanes = [await laneOf()];
    const lefts = [await leftOf()];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) {
      await page.keyboard.press(key);
      lanes.push(await laneOf());
    }
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    lefts.push(await leftOf());

    expect(new Set(lanes.slice(0, 3)).size).toBe(3);
    expect(lanes[3]).toBe(lanes[1]);
    expect(lefts[1]).toBeGreaterThanOrEqual(lefts[0] ?? Infinity);
  });

  it('answers to the keyboard alone, from a chat and its reason to the details of a run and back', async () => {
    const { browser, shown } = get();
    const { page, problems } = await openPage(browser, `${shown.url}#/chat`);
    const focused = page.locator(':focus');
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let count = 0; count < 60; count += 1) {
        await press('Tab');
        const text = await focused.evaluate(
          (element) => element.getAttribute('aria-label') ?? element.textContent ?? '',
        );
        if (name.test(text)) return;
      }
      throw new Error(`No Tab leads to ${name}.`);
    };

    await tabTo(new RegExp(adminName));
    await press('Enter');
    await page.getByRole('heading', { level: 2, name: adminName }).waitFor();
    await page.getByLabel(`Message of ${adminName}`).and(focused).waitFor();
    await page.keyboard.type('/start');
    await press('Enter');
    await messagesWith(page, pitch).waitFor();
    await press('Shift+Tab', 'Enter');
    await page.getByText(/was read as the command start/).waitFor();
    await press('Home');
    await page.goto(`${shown.url}#/runs`);
    await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
    await tabTo(/^daily-usage/);
    await press('Enter');
    await page.getByRole('group', { name: 'Lanes' }).waitFor();
    await tabTo(/the schedule fired|request/);
    const bar = await focused.getAttribute('aria-label');
    await press('Enter');
    await page.getByRole('region', { name: 'What is chosen' }).and(focused).waitFor();
    await press('Escape');

    expect(await focused.getAttribute('aria-label')).toBe(bar);
    expect(await page.getByText('Escape or another click').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('has on a phone no page that is wider than it, and no barrier', async () => {
    const { browser, shown, places } = get();
    const { page, problems } = await openPage(browser, shown.url, { widthPx: 360, heightPx: 740 });
    const wide: string[] = [];
    const barriers: string[] = [];
    for (const [name, place] of Object.entries(places)) {
      await goTo(page, place);
      const widthPx = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (widthPx > 360) wide.push(`${name}: ${widthPx}`);
      barriers.push(...(await findBarriers(page)).map((barrier) => `${name}: ${barrier}`));
    }

    expect(wide).toEqual([]);
    expect(barriers).toEqual([]);
    expect(problems).toEqual([]);
  });
});
