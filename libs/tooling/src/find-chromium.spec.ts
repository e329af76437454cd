import { delimiter } from 'node:path';

import { findChromium } from '../find-chromium';

interface Machine {
  readonly isProgram: (path: string) => boolean;
  readonly ownProgram: () => string;
}

const has = (...paths: string[]): Machine => ({
  isProgram: (path) => paths.includes(path),
  ownProgram: () => '/cache/chrome',
});

const PATH = ['/a', '', '/b'].join(delimiter);

describe('findChromium', () => {
  it('takes the one that the environment names', () => {
    expect(findChromium({ CHROMIUM: '/named', PATH }, has('/a/chromium'))).toBe('/named');
  });

  it('finds one on the path, and Chromium before Chrome', () => {
    expect(findChromium({ PATH }, has('/a/google-chrome', '/b/chromium'))).toBe('/b/chromium');
  });

  it('finds Chrome on a Mac', () => {
    const program = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

    expect(findChromium({ PATH }, has(program))).toBe(program);
  });

  it('finds the one that playwright-core has installed, after those of the machine', () => {
    expect(findChromium({ CHROMIUM: '', PATH }, has('/cache/chrome'))).toBe('/cache/chrome');
    expect(findChromium({ PATH }, has('/cache/chrome', '/b/google-chrome-stable'))).toBe('/b/google-chrome-stable');
  });

  it('finds none where there is none', () => {
    expect(findChromium({}, has())).toBeUndefined();
  });
});
