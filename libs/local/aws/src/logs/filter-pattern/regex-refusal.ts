import { invalidParameter } from '../read-input';

/** Refuses what AWS takes and this does not. */
export const regexRefusal = (): Error =>
  invalidParameter('Regular expressions in filter patterns are not emulated here.');
