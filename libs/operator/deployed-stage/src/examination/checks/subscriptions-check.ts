import { alertsTopicName, resourceName } from '@pulso/contracts/envelope';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { countOf } from '../describe-age';
import { failed, ok, warning } from '../finding';
import { type Subscription } from '../watching';

/** Whether a person is told when an alarm goes off. A mail that waits to be confirmed is the likeliest mistake. */
export const subscriptionsCheck: Check<readonly Subscription[] | undefined> = {
  area: 'alerts',
  read: async ({ facts, ports, stage }) => {
    const { accountId, region, arn } = await facts.identity();
    const [, partition = 'aws'] = arn.split(':');
    return ports.readSubscriptions(
      `arn:${partition}:sns:${region}:${accountId}:${resourceName(stage, alertsTopicName)}`,
    );
  },
  judge: (subscriptions, { stage }) => {
    const deploy = deployAgain(stage, 'alerts');
    if (!subscriptions)
      return [failed(`there is no topic ${resourceName(stage, alertsTopicName)}: alarms tell no person`, deploy)];
    if (subscriptions.length === 0) {
      return [
        // AWS removes a subscription that is not confirmed in time: the address may be named, and nothing have changed.
        failed(
          'the topic of the alarms has no subscription',
          `name addresses under alerts in infra/stages if there are none, then ${deploy}`,
        ),
      ];
    }
    const confirmed = subscriptions.filter(({ isConfirmed }) => isConfirmed);
    const pendingCount = subscriptions.length - confirmed.length;
    const confirm =
      'click the link in the mail "AWS Notification - Subscription Confirmation"; it is valid for two days';
    if (confirmed.length === 0)
      return [failed(`${countOf(pendingCount, 'subscription')} of the alarms, and none confirmed`, confirm)];
    const kinds = [...new Set(confirmed.map(({ protocol }) => protocol))].join(', ');
    const found = ok(`${countOf(confirmed.length, 'confirmed subscription')} of the alarms (${kinds})`);
    return pendingCount === 0
      ? [found]
      : [found, warning(`${countOf(pendingCount, 'subscription')} not confirmed yet`, confirm)];
  },
};
