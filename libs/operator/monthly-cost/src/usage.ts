import { type PriceId } from './public-prices';

/** Something that a month uses of one price. */
export interface Usage {
  readonly price: PriceId;
  readonly quantity: number;
  /** What for. */
  readonly what: string;
}

/** A way to do the same job. */
export type Design = 'pulso' | 'one-lambda' | 'step-functions';
