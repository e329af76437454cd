import {
  ActionDeniedError,
  CheckTooSlowError,
  CredentialsError,
  NotEmulatedError,
  NotKnownError,
  TelegramRefusedError,
  ThrottledError,
  UnreachableError,
} from './errors';
import { type Judgement, failed, ok, warning } from './finding';

/**
 * Says why a check could not be made. What is not known is never called ok, and only what must work is called failed;
 * what the local cloud does not have can't be wrong there.
 */
export function explainFailure(error: unknown): Judgement {
  if (error instanceof ActionDeniedError) {
    return warning(`not checked: the credentials may not do ${error.action}`, 'allow it: apps/operator/README.md');
  }
  if (error instanceof NotEmulatedError) {
    return ok(`nothing to check here: the local cloud does not have ${error.action}`);
  }
  if (error instanceof CheckTooSlowError) return warning(`not checked: ${error.message}`, 'run it again');
  if (error instanceof ThrottledError) return warning(`not checked: ${error.message}`, 'run it again in a minute');
  if (error instanceof NotKnownError) return warning(`not checked, as ${error.message}`);
  if (error instanceof CredentialsError) return failed(error.message, error.advice);
  if (error instanceof UnreachableError) {
    return failed(error.message, 'look at the network and at the region, then run it again');
  }
  if (error instanceof TelegramRefusedError) return failed(error.message.replace(/\.$/, ''));
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return failed(`the check itself has failed: ${text.replace(/\s+/g, ' ').slice(0, 300)}`);
}
