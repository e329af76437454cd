import { request } from '../testing/factories';
import { denialText } from './denial-text';

describe('denialText', () => {
  it.each([
    [
      'implicit',
      / on resource: arn:aws:sqs:eu-central-1:111122223333:jobs because no identity-based policy allows the sqs:SendMessage action$/,
    ],
    ['explicit-identity', / on resource: \S+ with an explicit deny in an identity-based policy$/],
    ['explicit-resource', / on resource: \S+ with an explicit deny in a resource-based policy$/],
  ] as const)('has the words of AWS for a denial that is %s', (reason, words) => {
    const text = denialText('arn:aws:sts::111122223333:assumed-role/worker/worker', request(), {
      allowed: false,
      reason,
    });

    expect(text).toMatch(
      /^User: arn:aws:sts::111122223333:assumed-role\/worker\/worker is not authorized to perform: sqs:SendMessage/,
    );
    expect(text).toMatch(words);
  });
});
