import { type Value } from '../values/value';
import { type Row } from './row';

/** An expression as a function of a row. */
export type Evaluate<R extends Row> = (row: R) => Value;
