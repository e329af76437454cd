import { serviceApis } from '../api/service-apis';
import { escapeXml } from '../escape-xml';
import { AwsError, type LocalService, type ServiceCall } from '../service';

/** Who a caller is, as IAM sees it. */
export interface CallerIdentity {
  /** Of a user or of an assumed role's session. */
  readonly arn: string;
  /** The unique id behind the ARN; of a session `<role id>:<session name>`. */
  readonly userId: string;
}

export interface StsServiceOptions {
  readonly accountId: string;
}

const namespace = `https://sts.amazonaws.com/doc/${serviceApis.sts.apiVersion}/`;

/**
 * Creates the Security Token Service with the one operation that tools call before anything else.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function createStsService({ accountId }: StsServiceOptions): LocalService {
  return {
    name: 'sts',
    handle: async (call) => {
      checkVersion(call);
      const { arn, userId } = identityOf(call.principal, accountId);
      const identity = `<Arn>${escapeXml(arn)}</Arn><UserId>${escapeXml(userId)}</UserId><Account>${accountId}</Account>`;
      const body =
        `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult>${identity}</GetCallerIdentityResult>` +
        '<ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>' +
        '</GetCallerIdentityResponse>';
      return { status: 200, body };
    },
  };
}

/** @returns A user for the administrator, and for a function a session of the role that has the function's name. */
export function identityOf(principal: string, accountId: string): CallerIdentity {
  if (principal === 'administrator') {
    return { arn: `arn:aws:iam::${accountId}:user/administrator`, userId: 'AIDALOCALADMINISTRATOR' };
  }
  return {
    arn: `arn:aws:sts::${accountId}:assumed-role/${principal}/${principal}`,
    userId: `AROALOCALFUNCTIONROLE:${principal}`,
  };
}

/** @throws {AwsError} InvalidAction: another version of the API, or none. Not retryable. */
function checkVersion({ body, operation }: ServiceCall): void {
  const version = new URLSearchParams(body.toString('utf8')).get('Version') ?? '';
  if (version === serviceApis.sts.apiVersion) return;
  throw new AwsError('InvalidAction', `Could not find operation ${operation} for version ${version.slice(0, 20)}`);
}
