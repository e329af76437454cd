import {
  ActionDeniedError,
  CredentialsError,
  NotEmulatedError,
  ThrottledError,
  UnreachableError,
} from '../examination/errors';
import { translateError } from './call-aws';

const error = (name: string, message = '', more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });

/** How errors of AWS's clients are told apart is tried in explain.spec.ts. */
describe('translateError', () => {
  it.each([
    ['a denial', error('AccessDenied'), new ActionDeniedError('sns:List')],
    [
      'a denial of another permission than the operation has',
      error('AccessDeniedException', 'User: x is not authorized to perform: kms:Decrypt on resource: y'),
      new ActionDeniedError('kms:Decrypt'),
    ],
    ['what the local cloud does not have', error('UnknownOperationException'), new NotEmulatedError('sns:List')],
    [
      'what the local cloud has no service for',
      error('Error', 'The local cloud does not emulate the operation "x".'),
      new NotEmulatedError('sns:List'),
    ],
    ['calls that come too fast', error('Throttling', 'Rate exceeded'), new ThrottledError('sns:List')],
    [
      'credentials that have expired',
      error('ExpiredTokenException'),
      new CredentialsError('the AWS credentials have expired', 'log in again'),
    ],
    [
      'an address behind which nothing answers',
      error('Error', '', { cause: error('Error', '', { code: 'ECONNREFUSED' }) }),
      new UnreachableError('AWS (sns)', 'ECONNREFUSED'),
    ],
  ])('tells %s', (_what, thrown, translated) => {
    expect(translateError(thrown, 'sns:List')).toEqual(translated);
  });

  it('leaves alone what it does not know', () => {
    const slip = new TypeError('slip');

    expect(translateError(slip, 'sts:GetCallerIdentity')).toBe(slip);
  });
});
