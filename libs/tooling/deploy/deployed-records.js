/**
 * What was last deployed, per stage and stack: an SSM parameter, since whoever may deploy may write it, and since it
 * says what the account holds where a tag would say what a clone believes.
 */
const { isDeepStrictEqual } = require('node:util');

const { GetParametersCommand, PutParameterCommand, SSMClient } = require('@aws-sdk/client-ssm');

const { DeployError } = require('./deploy-error');

/** How many names a GetParameters call takes. */
const namesPerCall = 10;

const parameterOf = (stage, stack) => `/pulso/${stage}/deployed/${stack}`;

/**
 * @typedef {{ commit: string, digest: string, deployedAt: string }} Deployment
 * @typedef {Deployment & { stateBucket?: string, previous?: Deployment, unfinished?: { commit: string, digest: string, startedAt: string } }} DeployedRecord
 *   `stateBucket`: which state it is in; older records don't say. `previous`: what a rollback goes back to. `unfinished`: what was being applied and did not come to its end, so that
 *   the stack is partly one and partly the other.
 */

/** @returns {DeployedRecord | undefined} What a parameter says, if it is a record. */
function parseRecord(text) {
  try {
    const record = JSON.parse(text);
    const isRecord = [record.commit, record.digest, record.deployedAt].every((field) => typeof field === 'string');
    return isRecord ? record : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {{ stage: string, region: string, maxAttempts?: number }} where
 * @throws {DeployError} Later, from its functions: AWS does not answer, or refuses.
 */
function createDeployedRecords({ stage, region, maxAttempts = 3 }) {
  const ssm = new SSMClient({ region, maxAttempts });
  const call = async (what, command) => {
    try {
      return await ssm.send(command);
    } catch (error) {
      throw new DeployError(`Cannot ${what} in SSM, ${region}: ${explain(error)}`);
    }
  };
  return {
    /** @returns {Promise<Map<string, DeployedRecord>>} By stack; those never deployed are absent. */
    async read(stacks) {
      const records = new Map();
      for (let start = 0; start < stacks.length; start += namesPerCall) {
        const some = stacks.slice(start, start + namesPerCall);
        const names = some.map((stack) => parameterOf(stage, stack));
        const { Parameters = [] } = await call(
          'read what was last deployed',
          new GetParametersCommand({ Names: names }),
        );
        for (const { Name, Value } of Parameters) {
          const record = parseRecord(Value);
          if (record !== undefined) records.set(some[names.indexOf(Name)], record);
        }
      }
      return records;
    },
    async write(stack, record) {
      const Value = JSON.stringify(record);
      const Name = parameterOf(stage, stack);
      await call('record what is deployed', new PutParameterCommand({ Name, Type: 'String', Value, Overwrite: true }));
    },
  };
}

const unknownCredentials =
  'AWS does not know the credentials. Log in to the account, and look whether it has this region turned on.';

/** What a person can do about an SDK error, by its name. */
const advice = {
  ExpiredTokenException: 'your AWS credentials have expired: log in again.',
  InvalidClientTokenId: unknownCredentials,
  UnrecognizedClientException: unknownCredentials,
};

/** @returns {string} What to say of an error of the SDK. */
function explain(error) {
  if (Object.hasOwn(advice, error.name)) return advice[error.name];
  // Otherwise the SDK says what is wrong with what a profile names, such as a session that has ended, and what to type.
  if (error.name === 'CredentialsProviderError' && /^Could not load credentials/.test(error.message))
    return 'there are no AWS credentials. Log in, or set AWS_PROFILE.';
  // A refused connection has an empty message and a code.
  return error.message || error.code || error.name;
}

/** Whether nothing was deployed, nor begun, between two readings; without a record nothing was deployed so far. */
const isSameRecord = (one, other) => isDeepStrictEqual(one, other);

/**
 * @param {DeployedRecord | undefined} before
 * @param {Deployment & { stateBucket: string }} now
 * @returns {DeployedRecord} What to write when the second has been deployed over the first.
 */
function succeed(before, now) {
  if (before === undefined) return now;
  const { commit, digest, deployedAt, previous } = before;
  // The same once more: what was there before stays what to go back to.
  const last = digest === now.digest ? previous : { commit, digest, deployedAt };
  return last === undefined ? now : { ...now, previous: last };
}

module.exports = { createDeployedRecords, explain, isSameRecord, succeed };
