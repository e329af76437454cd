import { type Marker } from '@pulso/domain/report-rendering';

import { type PostOutcome } from '../ports/loaded-tools';

/** What can be sent, but for what it has to say about itself and what takes long to make. */
export interface Post {
  /** What readers get to know by it. */
  readonly seen: string;
  /** The name of the call. */
  readonly method: string;
  /** Makes all of it. @returns The call, to be made at once. */
  readonly complete: (marker: Marker | undefined) => Promise<() => Promise<PostOutcome>>;
}
