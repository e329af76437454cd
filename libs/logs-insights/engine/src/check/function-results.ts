import { allNumbers, numbersFrom } from './number-set';
import { type ValueSet, anyTime, flags, someNumbers } from './value-set';

/** What is known of a function. */
export interface FunctionResult {
  /** What it can give; a missing value too. */
  readonly values: ValueSet;
  /** Set when it reads its first argument, or all of them, as a number; `convert` for those that are meant for texts. */
  readonly reads?: 'numbers' | 'convert';
}

const number: FunctionResult = { values: someNumbers(allNumbers, true), reads: 'numbers' };
const amount = someNumbers(numbersFrom(0, Infinity), true);
const size: FunctionResult = { values: amount };
const conversion: FunctionResult = { values: number.values, reads: 'convert' };
const flag: FunctionResult = { values: { ...flags, missing: true } };
const time: FunctionResult = { values: anyTime };

/** Functions whose results are not just anything, by their names in lower case. */
export const functionResults: ReadonlyMap<string, FunctionResult> = new Map([
  ['abs', { values: amount, reads: 'numbers' }],
  ['sqrt', { values: amount, reads: 'numbers' }],
  ['ceil', number],
  ['floor', number],
  ['log', number],
  ['round', number],
  ['greatest', number],
  ['least', number],
  ['tonumber', conversion],
  ['todouble', conversion],
  ['toint', conversion],
  ['tolong', conversion],
  ['isnumeric', flag],
  ['strlen', size],
  ['messagesize', size],
  ['jsonarraysize', size],
  ['ipv4tonumber', size],
  ['strcontains', flag],
  ['startswith', flag],
  ['endswith', flag],
  ['jsonarraycontains', flag],
  ['isvalidip', flag],
  ['isvalidipv4', flag],
  ['isvalidipv6', flag],
  ['isipinsubnet', flag],
  ['isipv4insubnet', flag],
  ['isipv6insubnet', flag],
  ['isprivateip', flag],
  ['ispublicip', flag],
  ['isreservedip', flag],
  ['frommillis', { ...time, reads: 'numbers' }],
  ['tomillis', { values: number.values, reads: 'numbers' }],
  ['parsedate', { values: number.values }],
  ['haversine', { values: amount, reads: 'numbers' }],
]);

/** Functions of JSON and IP addresses, which have nothing to say about a number. */
export const functionsWithoutNumbers: ReadonlySet<string> = new Set([
  'jsonparse',
  'jsonarraysize',
  'jsonarraycontains',
  'isvalidip',
  'isvalidipv4',
  'isvalidipv6',
  'isipinsubnet',
  'isipv4insubnet',
  'isipv6insubnet',
  'isprivateip',
  'ispublicip',
  'isreservedip',
  'ipv4tonumber',
]);
