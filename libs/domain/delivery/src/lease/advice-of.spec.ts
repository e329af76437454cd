import { adviceOf } from './advice-of';

describe('adviceOf', () => {
  it.each([
    ['Forbidden: bot is not a member of the channel chat', /Add the bot .* administrator who may post/],
    ['Forbidden: bot was kicked from the supergroup chat', /Add the bot/],
    ['400 Bad Request: CHANNEL_PRIVATE', /Add the bot/],
    ['400 Bad Request: need administrator rights in the channel chat', /Give the bot the right/],
    ['400 Bad Request: not enough rights to send text messages to the chat', /Give the bot the right/],
    ['400 Bad Request: not enough rights to send photos to the chat', /pictures/],
    ['400 Bad Request: have no rights to send a message', /Give the bot the right/],
    ['400 Bad Request: CHAT_WRITE_FORBIDDEN', /Give the bot the right/],
    ['400 Bad Request: CHAT_RESTRICTED', /Name another chat/],
    ['400 Bad Request: chat not found', /Correct the chat in the stage settings/],
    ['400 Bad Request: message thread not found', /Name another topic/],
    ['400 Bad Request: TOPIC_CLOSED', /Reopen the topic/],
    ["Forbidden: bot can't initiate conversation with a user", /press Start/],
    ['Forbidden: user is deactivated', /Take the chat out/],
    ['Forbidden: the group chat was deleted', /Take the chat out/],
    ['MessageRejected', /sandbox/],
    ['MailFromDomainNotVerifiedException', /MX record/],
    ['SendingPausedException', /SES sends nothing/],
    ['NotFoundException', /configuration set/],
    ['HTTP 401', /secret of the webhook/],
    ['HTTP 403', /secret of the webhook/],
    ['HTTP 404', /new address/],
    ['HTTP 410', /new address/],
    ['HTTP 301', /new address/],
  ])('after "%s" says what to do', (reason, advice) => {
    expect(adviceOf(reason)).toMatch(advice);
  });

  it.each([
    ["400 Bad Request: can't parse entities"],
    ['400 Bad Request: message is too long'],
    ['400 Bad Request: IMAGE_PROCESS_FAILED'],
    ['HTTP 400'],
    ['BadRequestException'],
  ])('has none for "%s", which is about what was sent', (reason) => {
    expect(adviceOf(reason)).toBeUndefined();
  });
});
