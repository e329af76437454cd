import { type ErrorAnswer, classifyEditRefusal, classifyRefusal } from './classify-refusal';

const refusal = (errorCode: number, description: string, parameters?: ErrorAnswer['parameters']) => ({
  httpStatus: errorCode,
  answer: { ok: false, error_code: errorCode, description, ...(parameters && { parameters }) },
});

describe('classifyRefusal', () => {
  it.each([
    [{ retry_after: 17 }, 'Too Many Requests: retry after 17', 17_000],
    [undefined, 'Too Many Requests: retry after 8', 8_000],
    [undefined, 'Too Many Requests: retry after 86400', 86_400_000],
    [undefined, 'Too Many Requests', 5_000],
    [{ retry_after: 0 }, 'Too Many Requests', 1_000],
    [{ retry_after: -3 }, 'Too Many Requests', 1_000],
    [{ retry_after: 1.2 }, 'Too Many Requests', 2_000],
  ])('waits after a 429 with %j and "%s"', (parameters, description, retryAfterMs) => {
    expect(classifyRefusal(refusal(429, description, parameters))).toEqual({ status: 'rate-limited', retryAfterMs });
  });

  it.each([
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [403, 'FORBIDDEN: BOT WAS KICKED FROM THE GROUP CHAT'],
    [403, 'Forbidden: bot is not a member of the channel chat'],
    [403, "Forbidden: bot can't initiate conversation with a user"],
    [400, 'Bad Request: group chat was deactivated'],
    [400, 'Bad Request: USER IS DEACTIVATED'],
  ])('reports %d "%s" as gone', (code, description) => {
    expect(classifyRefusal(refusal(code, description))).toEqual({ status: 'gone', reason: description });
  });

  it('names the new chat of a migrated group', () => {
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';

    expect(classifyRefusal(refusal(400, description, { migrate_to_chat_id: -1001234567890123 }))).toEqual({
      status: 'migrated',
      toChatId: '-1001234567890123',
    });
    expect(classifyRefusal(refusal(400, description))).toMatchObject({ status: 'rejected' });
  });

  it.each([
    [400, 'Bad Request: chat not found'],
    [400, 'Bad Request: message thread not found'],
    [400, 'Bad Request: TOPIC_CLOSED'],
    [400, 'Bad Request: message is too long'],
    [400, 'Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 3'],
    [400, 'Bad Request: not enough rights to send text messages to the chat'],
    [409, 'Conflict: terminated by other setWebhook'],
    [413, 'Request Entity Too Large'],
    [404, 'Not Found: method not found'],
  ])('passes %d "%s" on as rejected', (errorCode, description) => {
    expect(classifyRefusal(refusal(errorCode, description))).toEqual({ status: 'rejected', errorCode, description });
  });

  it.each([
    [401, 'Unauthorized'],
    [404, 'Not Found'],
  ])('blames the token for %d', (code, description) => {
    expect(classifyRefusal(refusal(code, description))).toEqual({ status: 'unauthorized' });
  });

  it.each([
    [500, { ok: false, error_code: 500, description: 'Internal Server Error' }],
    [502, undefined],
    [403, undefined],
    [200, undefined],
    [302, undefined],
    [500, { ok: true }],
    [200, { ok: false }],
  ])('reports an unknown outcome after HTTP %d with %j', (httpStatus, answer) => {
    expect(classifyRefusal({ httpStatus, answer })).toEqual({ status: 'unknown', reason: expect.any(String) });
  });

  it('reports an unknown outcome for a refusal without a code or HTTP status', () => {
    expect(classifyRefusal({ answer: { ok: false } })).toEqual({ status: 'unknown', reason: expect.any(String) });
  });

  it('removes tokens, addresses and ids from descriptions, and shortens them', () => {
    const hostile = 'Bad Request: 123456789:AAabcdefghijklmnopqrstuvwxyz1234567 at https://example.org/x for -100123 ';

    const outcome = classifyRefusal(refusal(400, hostile + 'x'.repeat(5000)));

    const description = outcome.status === 'rejected' ? outcome.description : '';
    expect(description).toMatch(/^Bad Request: \[bot token\] at \[address\] for \[id\] x+$/);
    expect(description.length).toBeLessThanOrEqual(200);
  });
});

describe('classifyEditRefusal', () => {
  it.each([
    ['Bad Request: message is not modified: specified new message content', { status: 'edited' }],
    ['Bad Request: MESSAGE IS NOT MODIFIED', { status: 'edited' }],
    ['Bad Request: message to edit not found', { status: 'message-lost' }],
    ['Bad Request: MESSAGE TO EDIT NOT FOUND', { status: 'message-lost' }],
    ['Bad Request: chat not found', undefined],
    ['Bad Request: message to reply not found', undefined],
  ])('reads "%s" as %j', (description, outcome) => {
    expect(classifyEditRefusal(refusal(400, description))).toEqual(outcome);
  });

  it.each([
    ["Bad Request: message can't be edited"],
    ["Bad Request: MESSAGE CAN'T BE EDITED"],
    ['Bad Request: MESSAGE_ID_INVALID'],
    ['Bad Request: message_id_invalid'],
  ])('does not report the message as lost after "%s": it may exist', (description) => {
    expect(classifyEditRefusal(refusal(400, description))).toEqual({ status: 'not-editable', description });
  });

  it('keeps tokens, addresses and ids out of the description', () => {
    const hostile = "message can't be edited: 123456789:AAabcdefghijklmnopqrstuvwxyz1234567 at https://example.org/x";

    expect(classifyEditRefusal(refusal(400, hostile))).toEqual({
      status: 'not-editable',
      description: "message can't be edited: [bot token] at [address]",
    });
  });

  it('reads only a 400 of the Bot API', () => {
    expect(classifyEditRefusal(refusal(500, 'message is not modified'))).toBeUndefined();
    expect(classifyEditRefusal({ httpStatus: 400, answer: undefined })).toBeUndefined();
  });
});
