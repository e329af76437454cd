import { openQuestions, questionMessages } from '../evidence/evidence';
import { commandsNotBuilt, functionsNotBuilt } from '../../../engine/src/parser/language-names';
import { renderOpenQuestions } from './render-open-questions';
import { wrapMarkdown } from './wrap-markdown';

const inCode = (kind: string, names: Iterable<string>): string =>
  wrapMarkdown(`${kind}: ${[...names].map((name) => `\`${name}\``).join(' ')}`);

/** The generated sections of docs/logs-insights.md, by the names of their markers. */
export const renderSections = (): Readonly<Record<string, string>> => ({
  'not built': `${inCode('Commands', commandsNotBuilt)}\n\n${inCode('Functions', functionsNotBuilt)}`,
  'open questions': renderOpenQuestions(openQuestions, questionMessages),
});
