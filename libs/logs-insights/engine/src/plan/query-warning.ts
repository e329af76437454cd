import { type QueryLocation } from '../syntax/location';

/** Something in a valid query that probably does not do what was meant. */
export interface QueryWarning {
  readonly message: string;
  readonly location: QueryLocation;
}
