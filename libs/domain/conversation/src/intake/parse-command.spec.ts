import { commands } from '../own-bot';
import { parseCommand } from './parse-command';

describe('parseCommand', () => {
  it.each([
    ['/start', 'start', 'any-bot', ''],
    ['/start ref_42', 'start', 'any-bot', 'ref_42'],
    ['/HELP', 'help', 'any-bot', ''],
    ['/help@PulsoDemoBot', 'help', 'us', ''],
    ['/help@pulsodemobot now', 'help', 'us', 'now'],
    ['/help, please', 'help', 'any-bot', ', please'],
    ['/report\nfor me', 'report', 'any-bot', 'for me'],
    ['/settings', 'unknown', 'any-bot', ''],
    ['/settings@PulsoDemoBot', 'unknown', 'us', ''],
    ['/start@OtherBot', 'unknown', 'other-bot', ''],
    ['/starts', 'unknown', 'any-bot', ''],
    ['/constructor', 'unknown', 'any-bot', ''],
    ['/__proto__', 'unknown', 'any-bot', ''],
  ])('finds the command in %j', (text, name, addressee, argument) => {
    expect(parseCommand(text, 'PulsoDemoBot', commands.names)).toEqual({ name, addressee, argument });
  });

  it.each([
    [''],
    ['hello'],
    ['/'],
    ['//start'],
    [' /start'],
    ['please /start'],
    ['/usr/bin'],
    ['/<b>'],
    ['/start@'],
    ['/start@me@you'],
    ['/\u0000help'],
    [`/${'a'.repeat(200)}`],
    ['/étoile'],
  ])('finds none in %j', (text) => {
    expect(parseCommand(text, 'PulsoDemoBot', commands.names)).toBeUndefined();
  });
});
