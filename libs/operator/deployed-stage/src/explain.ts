import { UsageError } from '@pulso/command-line';

import { NotDeployedError, NotReadyError } from './errors';

/** What a person can do something about, by the error's name. */
const advice: Readonly<Record<string, (message: string) => string>> = {
  [UsageError.name]: (message) => message,
  [NotReadyError.name]: (message) => message,
  [NotDeployedError.name]: (message) => message,
  UnknownStageError: (message) => message,
  InterruptedError: (message) => message,
  BotApiRefusedError: (message) => message,
  BotApiUnreachableError: (message) => message,
  CredentialsProviderError: () =>
    'There are no AWS credentials. Log in, set AWS_PROFILE, or name the file of the local cloud (npm start -- --env FILE).',
  ExpiredTokenException: () => 'Your AWS credentials have expired: log in again.',
  UnrecognizedClientException: () => 'AWS does not know your credentials. Are they of this account and partition?',
  InvalidSignatureException: (message) => `AWS does not take the signature of your credentials: ${message}`,
  AccessDeniedException: (message) => `Your AWS credentials may not do that: ${message}`,
};

/** Words an error for the person at the terminal; what nothing can be done about comes with its stack. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message === 'Region is missing') return 'In which region is the stage? Set AWS_REGION.';
  if (error.message.includes('ECONNREFUSED') && error.name !== 'BotApiUnreachableError') {
    return 'Nothing answers at the address of AWS_ENDPOINT_URL: does the local cloud run?';
  }
  const known = Object.hasOwn(advice, error.name) ? advice[error.name] : undefined;
  return known ? known(error.message) : (error.stack ?? error.message);
}
