/**
 * `node libs/tooling/pictures.ts` takes the pictures of README and docs from the output of these two commands, with an
 * installed Chromium:
 *
 *     npm run demo -- --weekly
 *     NIGHTLY=1 UPDATE_PICTURES=1 npx nx e2e local-cloud console -t drawn
 *
 * Missing output gives no picture.
 */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type Page } from 'playwright-core';

import { chromiumAdvice, findChromium } from './find-chromium.ts';

const root = join(import.meta.dirname, '../..');
const demo = (name: string): string => join(root, 'tmp/demo', name);
const drawn = (name: string): string => join(root, 'tmp/console-pictures', name);
const picture = (name: string): string => join(root, 'docs/pictures', name);

const copies = [
  [demo('chart.png'), 'weekly-chart.png'],
  [drawn('chat-light-1280.png'), 'console-chat.png'],
  [drawn('waterfall-dark-1280.png'), 'console-run.png'],
  [drawn('questions-light-1280.png'), 'console-questions.png'],
] as const;

/** The fonts of charts, so that a chat looks alike on every machine. Missing glyphs come from the machine. */
const fontFaces = ['regular', 'bold'].map((weight) => {
  const font = readFileSync(join(root, `libs/adapters/resvg/fonts/noto-sans-${weight}.ttf`)).toString('base64');
  return `@font-face{font-family:Chat;font-weight:${weight === 'bold' ? 700 : 400};src:url(data:font/ttf;base64,${font})}`;
});

const style = `
body{margin:0;padding:20px;background:#d5e3d0;font:16px/1.35 Chat,sans-serif;color:#0f1419}
.bubble{max-width:480px;padding:10px 14px 22px;border-radius:4px 14px 14px 14px;background:#fff;position:relative;box-shadow:0 1px 1px #0002;white-space:pre-wrap;overflow-wrap:break-word}
code{font:14px/1.35 "DejaVu Sans Mono",Menlo,Consolas,monospace;color:#3a6fa5}
blockquote{margin:4px 0 0;padding:4px 10px;border-left:3px solid #4a90d9;border-radius:4px;background:#eaf3fc;font-size:15px}
.time{position:absolute;right:12px;bottom:5px;color:#8a97a3;font-size:12px}
.row{display:flex;gap:4px;max-width:508px;margin-top:4px}
.row span{flex:1;padding:9px 4px;border-radius:8px;background:#5c7a5acc;color:#fff;text-align:center;font-size:15px}
`;

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Draws a message as a chat shows it: Telegram's HTML is HTML except for its line breaks. */
function chatPage(html: string, buttons: readonly (readonly string[])[]): string {
  const rows = buttons.map(
    (row) => `<div class="row">${row.map((label) => `<span>${escapeHtml(label)}</span>`).join('')}</div>`,
  );
  // A quote is a block of its own: the line break behind it is not shown.
  const text = html.trim().replaceAll('</blockquote>\n', '</blockquote>');
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><style>${fontFaces.join('')}${style}</style><body><div class="bubble">${text}<span class="time">12:31</span></div>${rows.join('')}</body></html>`;
}

async function take(page: Page, html: string, widthPx: number, name: string): Promise<void> {
  await page.setViewportSize({ width: widthPx, height: 100 });
  await page.setContent(html);
  await page.screenshot({ path: picture(name), fullPage: true });
}

for (const [from, name] of copies) if (existsSync(from)) copyFileSync(from, picture(name));

const executablePath = findChromium(process.env);
if (executablePath === undefined) throw new Error(`Chromium is missing: ${chromiumAdvice}.`);
const browser = await chromium.launch({ executablePath });
// Sharp enough for documents, and below 300 KB a picture.
const page = await browser.newPage({ deviceScaleFactor: 1.3, colorScheme: 'dark' });
if (existsSync(demo('message.html'))) {
  const buttons = JSON.parse(readFileSync(demo('buttons.json'), 'utf8'));
  await take(page, chatPage(readFileSync(demo('message.html'), 'utf8'), buttons), 560, 'telegram-message.png');
}
if (existsSync(demo('weekly-mail.html'))) {
  await take(page, readFileSync(demo('weekly-mail.html'), 'utf8'), 640, 'email-dark.png');
}
await browser.close();
