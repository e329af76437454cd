import { neededActions } from '@pulso/operator/examination';

import { translateError } from './translate-error';

/** The errors by which a service says that there is no such thing. */
const notFound =
  /^(ResourceNotFoundException|NotFound(Exception)?|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue)$/;

/** Calls AWS for one read. @throws What {@link translateError} makes of the client's error. */
export async function callFor<T>(read: keyof typeof neededActions, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translateError(error, neededActions[read]);
  }
}

/** As {@link callFor}; undefined where there is no such thing. */
export const findFor = <T>(read: keyof typeof neededActions, call: () => Promise<T>): Promise<T | undefined> =>
  callFor(read, () =>
    call().catch((error: unknown) => {
      if (error instanceof Error && notFound.test(error.name)) return undefined;
      throw error;
    }),
  );
