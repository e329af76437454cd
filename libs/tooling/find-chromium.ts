/**
 * Finds a Chromium that is installed: one is no dependency of this repository, which would bring 300 MB to everybody.
 *
 * As a program it prints where.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

import type * as Playwright from 'playwright-core';

/** What packages call it, the own builds of Chromium first. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const macPrograms = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** With which one comes. */
export const chromiumAdvice = 'apt-get install chromium, or npx nx browser local-cloud, or name one by CHROMIUM';

/** @returns Its program; `CHROMIUM` names it as it is. Without another one, that which playwright-core has installed. */
export function findChromium({ CHROMIUM, PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  if (CHROMIUM) return CHROMIUM;
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...onPath, ...macPrograms].find(existsSync);
  if (found !== undefined) return found;
  // Loaded when it is needed, since it takes a while.
  const { chromium } = createRequire(import.meta.filename)('playwright-core') as typeof Playwright;
  return [chromium.executablePath()].find(existsSync);
}

if (import.meta.main) process.stdout.write(`${findChromium(process.env) ?? ''}\n`);
