import { aggregateEvidence } from './aggregate-functions';
import { columnEvidence } from './commands-columns';
import { combinationEvidence } from './commands-combination';
import { filterEvidence } from './commands-filter';
import { limitEvidence } from './commands-limit';
import { listEvidence } from './commands-lists';
import { parseEvidence } from './commands-parse';
import { parsePatternEvidence } from './commands-parse-patterns';
import { sortEvidence } from './commands-sort';
import { sourceEvidence } from './commands-source';
import { statsEvidence } from './commands-stats';
import { secondStatsEvidence } from './commands-stats-twice';
import { errorEvidence } from './errors';
import { type EvidenceSubject } from './evidence';
import { fieldEvidence } from './fields';
import { serviceFieldEvidence } from './fields-of-services';
import { grammarEvidence } from './grammar';
import { lexicalEvidence } from './lexical';
import { nameEvidence } from './lexical-names';
import { openQuestionEvidence } from './open-questions';
import { orderEvidence } from './order';
import { patternEvidence } from './patterns';
import { periodEvidence } from './periods';
import { resultEvidence } from './results';
import { encodingFunctionEvidence } from './scalar-functions-encodings';
import { jsonFunctionEvidence } from './scalar-functions-json';
import { numberFunctionEvidence } from './scalar-functions-numbers';
import { textFunctionEvidence } from './scalar-functions-texts';
import { timeFunctionEvidence } from './scalar-functions-times';
import { valueEvidence } from './values';
import { missingEvidence } from './values-missing';

/** Everything that is known, or assumed, of how Logs Insights behaves. */
export const allEvidence: readonly EvidenceSubject[] = [
  lexicalEvidence,
  nameEvidence,
  grammarEvidence,
  columnEvidence,
  filterEvidence,
  parseEvidence,
  parsePatternEvidence,
  statsEvidence,
  secondStatsEvidence,
  sortEvidence,
  limitEvidence,
  listEvidence,
  sourceEvidence,
  combinationEvidence,
  valueEvidence,
  missingEvidence,
  fieldEvidence,
  serviceFieldEvidence,
  numberFunctionEvidence,
  textFunctionEvidence,
  encodingFunctionEvidence,
  timeFunctionEvidence,
  jsonFunctionEvidence,
  aggregateEvidence,
  periodEvidence,
  patternEvidence,
  orderEvidence,
  resultEvidence,
  errorEvidence,
  openQuestionEvidence,
];
