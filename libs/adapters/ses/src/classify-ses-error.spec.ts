import { classifySesError } from './create-send-mail';

const refusal = (name: string, httpStatusCode?: number): object => ({
  name,
  message: 'ada@example.com',
  $metadata: httpStatusCode === undefined ? {} : { httpStatusCode },
});

describe('classifySesError', () => {
  it.each([
    [refusal('MessageRejected', 400), { status: 'rejected', reason: 'MessageRejected' }],
    [refusal('ThrottlingException', 400), { status: 'postponed', delayMs: 15_000 }],
    [refusal('SomethingNew', 429), { status: 'postponed', delayMs: 15_000 }],
    [refusal('CredentialsProviderError'), { status: 'not-sent', reason: 'CredentialsProviderError' }],
    [refusal('LimitExceededException', 400), { status: 'not-sent', reason: 'LimitExceededException' }],
    [refusal('InternalFailure', 500), { status: 'unknown', reason: 'InternalFailure, HTTP 500' }],
    [{ $metadata: { httpStatusCode: 500 } }, { status: 'unknown', reason: 'unknown error, HTTP 500' }],
  ])('takes %j for %j, and quotes no message', (error, outcome) => {
    expect(classifySesError(error)).toEqual(outcome);
  });

  it.each([[null], [undefined], ['thrown text']])('says after %j that the mail may be sent', (error) => {
    expect(classifySesError(error)).toMatchObject({ status: 'unknown' });
  });
});
