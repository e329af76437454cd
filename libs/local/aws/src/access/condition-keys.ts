import { type RequestContext } from '@pulso/world/permissions';

/**
 * The condition keys that calls carry here, in lower case. Policies with other keys are refused at the start.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const conditionKeys: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'lambda:functionurlauthtype',
  'lambda:invokedviafunctionurl',
  'lambda:sourcefunctionarn',
  'ses:fromaddress',
]);

/**
 * What every call carries.
 *
 * SecureTransport is true although nothing here is encrypted: the same call would be on AWS.
 */
export const commonContext = (region: string, nowMs: number): RequestContext => ({
  'aws:currenttime': new Date(nowMs).toISOString(),
  'aws:epochtime': String(Math.floor(nowMs / 1000)),
  'aws:requestedregion': region,
  'aws:securetransport': 'true',
});
