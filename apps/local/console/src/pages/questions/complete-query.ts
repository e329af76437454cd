import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { QueryWord } from '@pulso/local/console-api';

/**
 * Finds what can stand at the caret: commands where one begins, values behind a comparison with a field that has few,
 * else fields and functions; nothing in other texts and in comments.
 *
 * @param words - Of the language and of usage records.
 * @param fields - Others that the chosen logs hold.
 */
export function completeQuery(
  { state, pos, explicit }: Pick<CompletionContext, 'state' | 'pos' | 'explicit'>,
  words: readonly QueryWord[],
  fields: readonly string[],
): CompletionResult | null {
  const before = state.sliceDoc(0, pos);
  const values = completeValue(before, words);
  if (values) return values;
  const written = /[@\w.]*$/.exec(before)?.[0] ?? '';
  const outside = before
    .slice(0, before.length - written.length)
    .replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g, 'x')
    .replace(/#.*\n/g, ' ');
  if (/["'`#]/.test(outside) || (written === '' && !explicit) || /^\d/.test(written)) return null;
  const isCommand = /(^|\|)\s*$/.test(outside);
  const known = new Set(words.map(({ name }) => name));
  const others = fields.filter((name) => !known.has(name)).map((name): QueryWord => ({ kind: 'field', name }));
  const fitting = [...words, ...others].filter(({ kind }) => (kind === 'command') === isCommand);
  return { from: pos - written.length, options: fitting.map(toOption), validFor: /^[@\w.]*$/ };
}

/** `outcome = "ans`, `is_group in [0, `: the field, and what of a value is written. */
const comparison = /(\w+)\s*(?:!?=|\b(?:not\s+)?in\s*\[(?:[^[\]]*,)?)\s*(["']?[\w-]*)$/;

function completeValue(before: string, words: readonly QueryWord[]): CompletionResult | undefined {
  const [, field, written = ''] = comparison.exec(before) ?? [];
  const { values } = words.find(({ kind, name }) => kind === 'field' && name === field) ?? {};
  if (!values || before.split('\n').at(-1)?.includes('#')) return undefined;
  const options = values.map((value) => ({ label: JSON.stringify(value) }));
  return { from: before.length - written.length, options, validFor: /^["']?[\w-]*$/ };
}

function toOption({ kind, name, detail, sentence }: QueryWord): Completion {
  const isCall = kind === 'function' || kind === 'aggregate';
  const applied = isCall ? `${name}(` : /^[@\w.]+$/.test(name) ? name : `\`${name}\``;
  const info = [detail, sentence].filter(Boolean).join('\n');
  return {
    label: name,
    apply: applied,
    ...(info !== '' && { info }),
    boost: kind === 'field' ? 1 : 0,
  };
}
