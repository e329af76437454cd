import { type Marker } from '@pulso/report-rendering';

import { type PostOutcome } from './tools';

/** What is ready to be sent, but for what it has to say about itself. */
export interface Post {
  /** What readers get to know by it. */
  readonly seen: string;
  /** The name of the call. */
  readonly method: string;
  /**
   * Completes it, which may take a while and sends nothing.
   *
   * @returns The call that sends it.
   */
  readonly complete: (marker: Marker | undefined) => Promise<() => Promise<PostOutcome>>;
}
