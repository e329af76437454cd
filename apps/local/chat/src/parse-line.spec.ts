import { parseLine } from './parse-line';

describe('parseLine', () => {
  it.each([
    ['', { type: 'nothing' }],
    ['hello', { type: 'say', text: 'hello' }],
    ['/start deep-link', { type: 'say', text: '/start deep-link' }],
    ['/help', { type: 'say', text: '/help' }],
    ['//quit', { type: 'say', text: '/quit' }],
    ['/say 5', { type: 'say', text: '5' }],
    ['/reply #12 yes, two', { type: 'say', text: 'yes, two', replyTo: 12 }],
    [' 3 ', { type: 'press', button: 3, typed: '3', mayBeText: true }],
    ['/press 12.4', { type: 'press', button: 4, message: 12, typed: '12.4', mayBeText: false }],
    ['1.5.2', { type: 'say', text: '1.5.2' }],
    ['/as  Grace Hopper', { type: 'as', person: 'Grace Hopper' }],
    ['/chat private', { type: 'chat', group: undefined }],
    ['/chat group', { type: 'chat', group: 'Group' }],
    ['/chat group Lunch club', { type: 'chat', group: 'Lunch club' }],
    ['/block', { type: 'member', isMember: false }],
    ['/unblock', { type: 'member', isMember: true }],
    ['/migrate', { type: 'migrate' }],
    ['/wait', { type: 'wait', seconds: 10 }],
    ['/wait 0.5', { type: 'wait', seconds: 0.5 }],
    ['/pause 3', { type: 'pause', seconds: 3 }],
    ['/flood on', { type: 'flood', isOn: true }],
    ['/flood off', { type: 'flood', isOn: false }],
    ['?', { type: 'help' }],
    ['/quit', { type: 'quit' }],
  ])('reads %j', (typed, line) => {
    expect(parseLine(typed)).toEqual(line);
  });

  it.each([
    '/as',
    '/chat',
    '/chat sauna',
    '/reply',
    '/reply x y',
    '/say',
    '/press',
    '/press x',
    '/wait x',
    '/wait 1e9',
    '/pause 0',
    '/flood',
  ])('asks back on %j', (typed) => {
    expect(parseLine(typed)).toEqual({ type: 'unclear', problem: expect.any(String) });
  });
});
