import { knownStages } from '../known-stages';
import { type MailSettings, type StageSettings } from '../stage-settings';
import { mailProblems } from './mail-problems';

const problemsOf = (mail: MailSettings) => mailProblems({ stage: 'prod', mail });

describe('mailProblems', () => {
  it('stops at fields that nothing reads', () => {
    const mail = { from: 'reports@example.com', unsubcribe: 'mailto:stop@example.com' };

    expect(problemsOf(mail)).toEqual([
      expect.stringMatching(/mail\.unsubcribe is a field that nothing reads: .* unsubscribe\.$/),
    ]);
  });

  it.each([['Pulso'], ['A\nBcc: b <a@example.com>'], ['Pulso <reports@example>'], ['']])(
    'stops at the sender %j',
    (from) => {
      expect(problemsOf({ from })).toEqual([
        'infra/stages/src/prod.ts: mail.from is neither an address nor "Name <address>": write one of the two, in ' +
          'one line.',
      ]);
    },
  );

  it('stops at an address to unsubscribe at with which the notifier would not start', () => {
    const mail = { from: 'Pulso <reports@example.com>', unsubscribe: 'stop@example.com' };

    expect(problemsOf(mail)).toEqual([
      'infra/stages/src/prod.ts: mail.unsubscribe is no https or mailto address: write one, as in ' +
        'mailto:name@example.com.',
    ]);
  });

  it.each([[undefined], ['mailto:stop@example.com'], ['https://example.com/stop']])(
    'takes a sender with a name or without one, and unsubscribing at %p',
    (unsubscribe) => {
      for (const from of ["o'neil+pulso@mail.example.com", 'Pulso <reports@example.com>']) {
        const mail = { from, ...(unsubscribe === undefined ? {} : { unsubscribe }) };

        expect(problemsOf(mail)).toEqual([]);
      }
    },
  );
});

it.each<[string, StageSettings]>(Object.entries(knownStages))('the mails of %s can be deployed', (_stage, settings) => {
  expect(mailProblems(settings)).toEqual([]);
});
