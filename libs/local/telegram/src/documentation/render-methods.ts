import { methods } from '../methods/methods';
import { methodGaps } from './method-gaps';

/** Writes the emulated methods of the Bot API as Markdown, from the list by which calls are dispatched. */
export function renderMethods(): string {
  const gaps: Readonly<Record<string, string>> = methodGaps;
  const names = Object.keys(methods).sort((left, right) => (left < right ? -1 : 1));
  return [
    `${names.length} of the methods of [the Bot API](https://core.telegram.org/bots/api#available-methods).`,
    '',
    '| method | lacks |',
    '| --- | --- |',
    ...names.map((name) => `| ${name} | ${gaps[name] ?? ''} |`),
  ].join('\n');
}
