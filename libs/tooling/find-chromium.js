/**
 * Finds a Chromium that is installed: one is no dependency of this repository, which would bring 300 MB to everybody.
 *
 * As a program it prints where.
 */
const { accessSync, constants } = require('node:fs');
const { delimiter, join } = require('node:path');

/** What packages call it, the own builds of Chromium first. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const macPrograms = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** With which one comes. */
const chromiumAdvice = 'apt-get install chromium, or npx playwright-core install chromium, or name one by CHROMIUM';

/**
 * @param {{ CHROMIUM?: string, PATH?: string }} environment
 * @param {{ isProgram?: (path: string) => boolean, ownProgram?: () => string }} [machine] - `ownProgram`: where
 *   playwright-core would have installed one.
 * @returns {string | undefined} Its program; `CHROMIUM` names it as it is.
 */
function findChromium({ CHROMIUM, PATH = '' }, { isProgram = canRun, ownProgram = playwrightProgram } = {}) {
  if (CHROMIUM) return CHROMIUM;
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...macPrograms].find(isProgram) ?? [ownProgram()].find(isProgram);
}

const playwrightProgram = () => require('playwright-core').chromium.executablePath();

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

module.exports = { findChromium, chromiumAdvice };

if (require.main === module) process.stdout.write(`${findChromium(process.env) ?? ''}\n`);
