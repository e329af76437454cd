import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const timeoutMs = 60_000;
const maxDumpBytes = 20_000_000;
/** Sharp enough for documents, and below 200 KB a picture. */
const scale = 1.3;

/** A page's own height can't be asked for by option: the page writes it where the next run reads it. */
const measure =
  '<script>onload=()=>{document.documentElement.dataset.height=Math.ceil(document.body.getBoundingClientRect().bottom)}</script>';

export interface PictureOptions {
  readonly widthPx: number;
  readonly isDark?: boolean;
  /** The PNG file. */
  readonly to: string;
}

/**
 * Takes a picture of a whole page.
 *
 * @param browser - The program of a Chromium.
 * @param html - A page that loads nothing.
 * @throws {Error} The browser can't be run, or does not draw the page.
 */
export async function takePicture(
  browser: string,
  html: string,
  { widthPx, isDark = false, to }: PictureOptions,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-pictures-'));
  try {
    const page = join(folder, 'page.html');
    writeFileSync(page, html.replace('</body>', `${measure}</body>`));
    const picture = join(folder, 'picture.png');
    const start = (...options: string[]) =>
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
