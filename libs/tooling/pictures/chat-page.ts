import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The fonts of charts: a chat looks alike on every machine. What they lack comes from the machine. */
const fontFace = ['regular', 'bold'].map((name) => {
  const font = readFileSync(join(import.meta.dirname, `../../adapters/resvg/fonts/noto-sans-${name}.ttf`)).toString(
    'base64',
  );
  return `@font-face{font-family:Chat;font-weight:${name === 'bold' ? 700 : 400};src:url(data:font/ttf;base64,${font})}`;
});

const style = `
body{margin:0;padding:20px;background:#d5e3d0;font:16px/1.35 Chat,sans-serif;color:#0f1419}
.bubble{max-width:480px;padding:10px 14px 22px;border-radius:4px 14px 14px 14px;background:#fff;position:relative;box-shadow:0 1px 1px #0002;white-space:pre-wrap;overflow-wrap:break-word}
code{font:14px/1.35 "DejaVu Sans Mono",Menlo,Consolas,monospace;color:#3a6fa5}
blockquote{margin:4px 0 0;padding:4px 10px;border-left:3px solid #4a90d9;border-radius:4px;background:#eaf3fc;font-size:15px}
.time{position:absolute;right:12px;bottom:5px;color:#8a97a3;font-size:12px}
.row{display:flex;gap:4px;max-width:508px;margin-top:4px}
.row span{flex:1;padding:9px 4px;border-radius:8px;background:#5c7a5acc;color:#fff;text-align:center;font-size:15px}
.photo{display:block;max-width:508px;width:100%;border-radius:12px 12px 0 0}
`;

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/**
 * Draws a message as a chat shows it.
 *
 * @param html - The text as it was sent, in Telegram's HTML, which is HTML but for its line breaks.
 * @param buttons - The labels below, row by row.
 * @returns HTML.
 */
export function chatPage(html: string, buttons: readonly (readonly string[])[] = []): string {
  const rows = buttons.map(
    (row) => `<div class="row">${row.map((label) => `<span>${escapeHtml(label)}</span>`).join('')}</div>`,
  );
  // A quote is a block of its own: the line break behind it is not shown.
  const text = html.trim().replaceAll('</blockquote>\n', '</blockquote>');
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><style>${fontFace.join('')}${style}</style><body><div class="bubble">${text}<span class="time">12:31</span></div>${rows.join('')}</body></html>`;
}
