import { type ServiceFunction } from '../functions/service-function';
import { stackOf } from '../stack/pulso-stack';

import { Alarm } from './alarm';
import { occurs, reaches } from './alarm-condition';
import { functionMetric } from './metric';
import { showErrors } from './show-errors';

/** The part of its timeout that no invocation should need. */
const usualShare = 0.8;

/** The first few are repeated within seconds by whoever invokes; more means that the account has no room. */
const throttleLimit = { times: 5, withinMinutes: 5 };

/**
 * Puts alarms on what Lambda itself says about a function: invocations that fail, are refused, or nearly take too long.
 *
 * @param harm - What users lack while the function does not work, as a sentence.
 */
export function watchFunction(source: ServiceFunction, harm: string): void {
  const stack = stackOf(source);
  const { service } = stack;
  const metric = (name: string) => functionMetric(stack.nameOf(service), name);
  new Alarm(stack, 'errors', {
    baseName: `${service}-errors`,
    harm: `${harm} The ${service} has crashed, run out of time or memory, or does not start.`,
    firstCommand: showErrors(stack),
    condition: occurs(metric('Errors')),
  });
  new Alarm(stack, 'throttles', {
    baseName: `${service}-throttles`,
    harm: `${harm} Lambda refuses to run the ${service}: too many functions run at once.`,
    firstCommand: 'aws lambda get-account-settings --query AccountLimit',
    condition: occurs(metric('Throttles'), throttleLimit),
  });
  new Alarm(stack, 'duration', {
    baseName: `${service}-duration`,
    harm: `${harm} An invocation of the ${service} has needed more than four fifths of its ${source.timeoutSeconds} s.`,
    firstCommand: showErrors(stack),
    condition: reaches(metric('Duration'), source.timeoutSeconds * 1_000 * usualShare),
  });
}
