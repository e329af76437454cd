/** A bundle whose loading is measured. */
export interface Contender {
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  /** The variables of its function, besides those that Lambda sets. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What all ratios refer to. */
export const referenceName = 'AWS SDK client';
