const { execFile } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { promisify } = require('node:util');

const run = promisify(execFile);
const timeoutMs = 60_000;
const maxDumpBytes = 20_000_000;
/** Sharp enough for documents, and below 200 KB a picture. */
const scale = 1.3;

/** A page's own height can't be asked for by option: the page writes it where the next run reads it. */
const measure =
  '<script>onload=()=>{document.documentElement.dataset.height=Math.ceil(document.body.getBoundingClientRect().bottom)}</script>';

/**
 * Takes a picture of a whole page.
 *
 * @param {string} browser - The program of a Chromium.
 * @param {string} html - A page that loads nothing.
 * @param {{ widthPx: number, isDark?: boolean, to: string }} options - `to`: the PNG file.
 * @throws {Error} The browser can't be run, or does not draw the page.
 */
async function takePicture(browser, html, { widthPx, isDark = false, to }) {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-pictures-'));
  try {
    const page = join(folder, 'page.html');
    writeFileSync(page, html.replace('</body>', `${measure}</body>`));
    const picture = join(folder, 'picture.png');
    const start = (...options) =>
      run(
        browser,
        [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--hide-scrollbars',
          `--force-device-scale-factor=${scale}`,
          `--user-data-dir=${join(folder, 'profile')}`,
          ...(isDark ? ['--blink-settings=preferredColorScheme=0'] : []),
          ...options,
          `file://${page}`,
        ],
        { timeout: timeoutMs, maxBuffer: maxDumpBytes },
      );
    const { stdout } = await start(`--window-size=${widthPx},800`, '--dump-dom');
    const heightPx = Number(/data-height="(\d+)"/.exec(stdout)?.[1]);
    if (!(heightPx > 0)) throw new Error('The browser did not say how high the page is.');
    await start(`--window-size=${widthPx},${heightPx}`, `--screenshot=${picture}`);
    writeFileSync(to, readFileSync(picture));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { takePicture };
