import { DeployError } from './deploy-error.ts';
import type { DeployedRecords } from './deployed-records.ts';

/** Of a stage: all its stacks, and what is recorded of them. */
export interface StageRecords {
  readonly stacks: readonly string[];
  readonly records: Pick<DeployedRecords, 'read'>;
  readonly say: (line: string) => void;
}

/**
 * Finds the bucket that keeps Terraform's state: the one that was named, or else that of the last deploys. A person on call,
 * or one who deploys for the first time from here, need not know it.
 *
 * @throws {DeployError} None is named, and the records name none, or several; or they can't be read.
 */
export async function findStateBucket(
  named: string | undefined,
  { stacks, records, say }: StageRecords,
): Promise<string> {
  if (named !== undefined) return named;
  const recorded = [...(await records.read(stacks)).values()].flatMap(({ stateBucket }) => stateBucket ?? []);
  const buckets = [...new Set(recorded)];
  const [bucket] = buckets;
  if (bucket === undefined || buckets.length > 1)
    throw new DeployError(
      `Where is the state kept? ${buckets.length === 0 ? 'No deploy to this stage is recorded in this account' : `The last deploys name ${buckets.join(' and ')}`}. Set STATE_BUCKET or give --state-bucket.`,
    );
  say(`The state is in ${bucket}, as for the last deploy.`);
  return bucket;
}
