/**
 * Finds an installed Chromium: as a dependency of this repository it would bring 300 MB to everybody.
 *
 * As a program it prints where.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

import type * as Playwright from 'playwright-core';

/** Its names in packages, builds of Chromium itself first. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const macPrograms = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** How to get one. */
export const chromiumAdvice = 'apt-get install chromium, or npx nx browser local-cloud, or name one by CHROMIUM';

/** @returns Its program: that of `CHROMIUM`, else one on this machine, else that of playwright-core. */
export function findChromium({ CHROMIUM, PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  if (CHROMIUM) return CHROMIUM;
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...onPath, ...macPrograms].find(existsSync);
  if (found !== undefined) return found;
  // Loaded only when needed, since it takes a while.
  const { chromium } = createRequire(import.meta.filename)('playwright-core') as typeof Playwright;
  return [chromium.executablePath()].find(existsSync);
}

if (import.meta.main) process.stdout.write(`${findChromium(process.env) ?? ''}\n`);
