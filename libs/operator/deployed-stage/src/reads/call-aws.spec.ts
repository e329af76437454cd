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

describe('translateError', () => {
  it.each(['AccessDenied', 'AccessDeniedException', 'AuthorizationErrorException'])('knows the denial %s', (name) => {
    const translated = translateError(error(name), 'sns:ListSubscriptionsByTopic');

    expect(translated).toEqual(new ActionDeniedError('sns:ListSubscriptionsByTopic'));
  });

  it('names the permission that is missing, also where it is not that of the operation', () => {
    const message = 'User: x is not authorized to perform: kms:Decrypt on resource: y';

    expect(translateError(error('AccessDeniedException', message), 'ssm:GetParameters')).toMatchObject({
      action: 'kms:Decrypt',
    });
  });

  it.each([
    ['UnknownOperationException', 'x'],
    ['Error', 'The local cloud does not emulate the operation "x".'],
  ])('knows what the local cloud does not have (%s)', (name, message) => {
    expect(translateError(error(name, message), 'sns:x')).toBeInstanceOf(NotEmulatedError);
  });

  it.each([
    ['CredentialsProviderError', /no AWS credentials/],
    ['ExpiredTokenException', /expired/],
    ['InvalidClientTokenId', /does not know/],
    ['SignatureDoesNotMatch', /signature/],
  ])('tells what is wrong with credentials (%s)', (name, text) => {
    const translated = translateError(error(name), 'sts:GetCallerIdentity');

    expect(translated).toBeInstanceOf(CredentialsError);
    expect(translated).toMatchObject({ message: expect.stringMatching(text), advice: expect.stringMatching(/./) });
  });

  it('tells that the region is missing', () => {
    expect(translateError(error('Error', 'Region is missing'), 'sts:GetCallerIdentity')).toMatchObject({
      advice: expect.stringContaining('AWS_REGION'),
    });
  });

  it.each([
    [
      'an address that is not known',
      error('Error', '', { code: 'ENOTFOUND' }),
      /AWS \(sts\) can't be reached: ENOTFOUND/,
    ],
    ['an answer that does not come', error('TimeoutError'), /no answer in time/],
    ['a cause behind it', error('Error', '', { cause: error('Error', '', { code: 'ECONNREFUSED' }) }), /ECONNREFUSED/],
  ])('tells that there is no way to AWS: %s', (_title, thrown, text) => {
    const translated = translateError(thrown, 'sts:GetCallerIdentity');

    expect(translated).toBeInstanceOf(UnreachableError);
    expect(translated).toMatchObject({ message: expect.stringMatching(text) });
  });

  it.each(['ThrottlingException', 'Throttling', 'TooManyRequestsException'])(
    'knows that calls come too fast (%s)',
    (name) => {
      expect(translateError(error(name, 'Rate exceeded'), 'lambda:GetFunctionConfiguration')).toEqual(
        new ThrottledError('lambda:GetFunctionConfiguration'),
      );
    },
  );

  it('leaves alone what it does not know', () => {
    const slip = new TypeError('slip');

    expect(translateError(slip, 'sts:GetCallerIdentity')).toBe(slip);
  });
});
