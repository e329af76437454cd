import { lostAnswersIn } from './judge-ending';
import { type TracedCall } from '../world/trace';

const call = (process: string, target: string, fault?: string): TracedCall => ({
  atMs: 0,
  functionName: process.replace(/#\d+$/, ''),
  processNumber: Number(process.replace(/^.*#/, '')),
  invocation: 0,
  target,
  fault,
});

const upToTheSend = [call('notifier#4', 'dynamodb.GetItem'), call('notifier#4', 'dynamodb.PutItem')];

describe('lostAnswersIn', () => {
  it('finds nothing lost where nothing was struck', () => {
    expect(lostAnswersIn([...upToTheSend, call('notifier#4', 'telegram.sendMessage')])).toEqual({
      unansweredIntents: 0,
      forgottenMessages: 0,
    });
  });

  it('excuses a mark, but no second message, for a death between the intent and the send', () => {
    expect(lostAnswersIn([...upToTheSend, call('notifier#4', 'telegram.sendMessage', 'kill-before')])).toEqual({
      unansweredIntents: 1,
      forgottenMessages: 0,
    });
  });

  it('excuses both for a death between the send and the stored id', () => {
    const calls = [...upToTheSend, call('notifier#4', 'telegram.sendMessage')];

    expect(lostAnswersIn([...calls, call('notifier#4', 'dynamodb.PutItem', 'kill-before')])).toEqual({
      unansweredIntents: 1,
      forgottenMessages: 1,
    });
    expect(lostAnswersIn([...calls, call('notifier#4', 'dynamodb.PutItem', 'kill-after')])).toEqual({
      unansweredIntents: 0,
      forgottenMessages: 0,
    });
  });

  it('excuses nothing for the deaths of other processes and for known refusals', () => {
    const { unansweredIntents } = lostAnswersIn([
      ...upToTheSend,
      call('notifier#5', 'dynamodb.GetItem', 'kill-after'),
      call('aggregator#2', 'dynamodb.PutItem', 'kill-after'),
      call('notifier#4', 'telegram.sendMessage', 'refuse'),
    ]);

    expect(unansweredIntents).toBe(0);
  });
});
