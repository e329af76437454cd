import { AwsError } from '@pulso/world/aws';

import { escapeXml } from '../http/render-error';
import { type LocalService, localAccountId, operationFor } from '../service';

const version = '2011-06-15';

/**
 * Creates the Security Token Service with the one operation that tools call before anything else. The administrator is a
 * user, a function has a session of the role that has its name.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function createStsService(): LocalService {
  const operations = {
    GetCallerIdentity: (principal: string): string => {
      const [arn, userId] =
        principal === 'administrator'
          ? [`arn:aws:iam::${localAccountId}:user/administrator`, 'AIDALOCALADMINISTRATOR']
          : [`arn:aws:sts::${localAccountId}:assumed-role/${principal}/${principal}`, `AROALOCALROLE:${principal}`];
      return `<Arn>${escapeXml(arn)}</Arn><UserId>${escapeXml(userId)}</UserId><Account>${localAccountId}</Account>`;
    },
  };
  return {
    name: 'sts',
    handle: async (call) => {
      const { operation, principal, body } = call;
      const perform = operationFor(operations, call);
      const asked = new URLSearchParams(body.toString('utf8')).get('Version') ?? '';
      if (asked !== version) {
        const message = `Could not find operation ${operation} for version ${asked.slice(0, 20)}`;
        throw new AwsError('InvalidAction', message);
      }
      const result = `<${operation}Result>${perform(principal)}</${operation}Result>`;
      const namespace = `https://sts.amazonaws.com/doc/${version}/`;
      return { status: 200, body: `<${operation}Response xmlns="${namespace}">${result}</${operation}Response>` };
    },
  };
}
