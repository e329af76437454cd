/**
 * Finds a Chromium that is installed: one is no dependency of this repository, which would bring 300 MB to everybody.
 *
 * As a program it prints where.
 */
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

import type * as Playwright from 'playwright-core';

/** What packages call it, the own builds of Chromium first. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const macPrograms = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** With which one comes. */
export const chromiumAdvice = 'apt-get install chromium, or npx nx browser local-cloud, or name one by CHROMIUM';

/** What a machine has. */
export interface Machine {
  readonly isProgram?: (path: string) => boolean;
  /** Where playwright-core would have installed one. */
  readonly ownProgram?: () => string;
}

/** @returns Its program; `CHROMIUM` names it as it is. */
export function findChromium(
  { CHROMIUM, PATH = '' }: NodeJS.ProcessEnv,
  { isProgram = canRun, ownProgram = playwrightProgram }: Machine = {},
): string | undefined {
  if (CHROMIUM) return CHROMIUM;
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...macPrograms].find(isProgram) ?? [ownProgram()].find(isProgram);
}

/** Loaded when it is needed, since it takes a while. */
function playwrightProgram(): string {
  const { chromium } = createRequire(import.meta.filename)('playwright-core') as typeof Playwright;
  return chromium.executablePath();
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) process.stdout.write(`${findChromium(process.env) ?? ''}\n`);
