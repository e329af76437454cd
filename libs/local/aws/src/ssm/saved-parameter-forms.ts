import { checkRecords, SavedRecordError } from '@pulso/local/saved-records';
import * as z from 'zod/mini';

import { type ParameterVersion } from './parameter-store';

const history = z
  .array(
    z.looseObject({
      name: z.string().check(z.minLength(1)),
      arn: z.string(),
      type: z.enum(['SecureString', 'String', 'StringList']),
      value: z.string(),
      description: z.string(),
      version: z.int().check(z.positive()),
      modifiedAtMs: z.number(),
    }),
  )
  .check(z.minLength(1));

/**
 * Checks the saved histories of parameters, before any of them is put back.
 *
 * @throws {SavedRecordError} One has another form, versions of several parameters, or versions in another order.
 */
export function checkParameterRecords(records: readonly unknown[]): readonly (readonly ParameterVersion[])[] {
  const histories = checkRecords<readonly ParameterVersion[]>(records, () => history);
  histories.forEach((versions, index) => {
    const [first] = versions;
    const isWhole = versions.every(
      ({ name, version }, position) => name === first?.name && version === first.version + position,
    );
    if (!isWhole) throw new SavedRecordError(index + 1, 'its versions must be those of one parameter, one by one');
  });
  return histories;
}
