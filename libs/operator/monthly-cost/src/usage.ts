import { type PriceId } from './public-prices';

/** Something that a month uses of one price. */
export interface Usage {
  readonly price: PriceId;
  readonly quantity: number;
  /** What for. */
  readonly what: string;
}

/** Ways to do the same job. */
export const designs = ['pulso', 'one-lambda', 'durable-function', 'step-functions', 'scheduled-queries'] as const;

export type Design = (typeof designs)[number];
