import { aggregateEvidence } from './aggregate-functions';
import { columnEvidence } from './commands-columns';
import { combinationEvidence } from './commands-combination';
import { filterEvidence } from './commands-filter';
import { listEvidence } from './commands-lists';
import { parseEvidence } from './commands-parse';
import { rowEvidence } from './commands-rows';
import { statsEvidence } from './commands-stats';
import { errorEvidence } from './errors';
import { type EvidenceSubject } from './evidence';
import { fieldEvidence } from './fields';
import { grammarEvidence } from './grammar';
import { lexicalEvidence } from './lexical';
import { openQuestionEvidence } from './open-questions';
import { orderEvidence } from './order';
import { patternEvidence } from './patterns';
import { periodEvidence } from './periods';
import { resultEvidence } from './results';
import { numberFunctionEvidence } from './scalar-functions-numbers';
import { otherFunctionEvidence } from './scalar-functions-others';
import { textFunctionEvidence } from './scalar-functions-texts';
import { valueEvidence } from './values';

/** Everything that is known, or assumed, of how Logs Insights behaves. */
export const allEvidence: readonly EvidenceSubject[] = [
  lexicalEvidence,
  grammarEvidence,
  columnEvidence,
  filterEvidence,
  parseEvidence,
  statsEvidence,
  rowEvidence,
  listEvidence,
  combinationEvidence,
  valueEvidence,
  fieldEvidence,
  numberFunctionEvidence,
  textFunctionEvidence,
  otherFunctionEvidence,
  aggregateEvidence,
  periodEvidence,
  patternEvidence,
  orderEvidence,
  resultEvidence,
  errorEvidence,
  openQuestionEvidence,
];
