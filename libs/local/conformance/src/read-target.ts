import { ConformanceSetupError } from './errors';

/**
 * Reads where conformance specs run: `local` unless `CONFORMANCE_TARGET` says `aws`.
 *
 * @throws {ConformanceSetupError} Another value, or AWS in CI, where no person watches the cost. Not retryable.
 */
export function readTarget(environment: Readonly<Record<string, string | undefined>>): 'aws' | 'local' {
  const { CONFORMANCE_TARGET: target = '', CI: ci = '' } = environment;
  if (target === '' || target === 'local') return 'local';
  if (target !== 'aws') {
    throw new ConformanceSetupError(`CONFORMANCE_TARGET is "${target}": it must be "aws", "local" or absent.`);
  }
  if (ci !== '' && ci !== 'false') {
    throw new ConformanceSetupError('CONFORMANCE_TARGET=aws is refused because CI is set: CI has no AWS account.');
  }
  return 'aws';
}
