import { allEvidence } from '../evidence/all-evidence';
import { openQuestionEvidence, questionMessages } from '../evidence/open-questions';
import { commandsNotBuilt, functionsNotBuilt } from '../../../engine/src/parser/language-names';
import { renderEvidence } from './render-evidence';
import { renderOpenQuestions } from './render-open-questions';

const inCode = (names: Iterable<string>): string => [...names].map((name) => `\`${name}\``).join(' ');

/** The generated sections of docs/logs-insights.md, by the names of their markers. */
export const renderSections = (): Readonly<Record<string, string>> => ({
  'not built': `Commands: ${inCode(commandsNotBuilt)}\n\nFunctions: ${inCode(functionsNotBuilt)}`,
  evidence: renderEvidence(allEvidence.filter((subject) => subject !== openQuestionEvidence)),
  'open questions': renderOpenQuestions(openQuestionEvidence.entries, questionMessages),
});
