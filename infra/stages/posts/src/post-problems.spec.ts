import { postSettings } from '.';
import { postProblems } from './post-problems';
import { type PostedDestination } from './post-settings';

const list = (language?: string): PostedDestination => ({
  type: 'email',
  name: 'owners',
  addresses: ['owner@example.com'],
  ...(language === undefined ? {} : { language }),
});

describe('postProblems', () => {
  it('stops at a language in which no report is written, with the file and what to write', () => {
    expect(postProblems('prod', { destinations: { owners: [list('de'), list('fr')] } })).toEqual([
      'infra/stages/posts/src/prod.ts: destinations.owners.1.language is "fr", in which no report is written: write one of ' +
        'en, es, pt, de, ru, with a region or without (pt-br), or leave it out for en.',
    ]);
  });

  it('stops at fields that nothing reads', () => {
    const mail = { from: 'reports@example.com', unsubcribe: 'mailto:stop@example.com' };

    expect(postProblems('prod', { destinations: {}, mail, ...{ webhooks: [] } })).toEqual([
      expect.stringMatching(
        /webhooks is a field that nothing reads: leave it out, or write one of destinations, mail\.$/,
      ),
      expect.stringMatching(/mail\.unsubcribe is a field that nothing reads: .* unsubscribe\.$/),
    ]);
  });

  it('takes languages, and none', () => {
    expect(postProblems('prod', { destinations: { owners: [list('de'), list()] } })).toEqual([]);
  });

  it.each([['Pulso'], ['A\nBcc: b <a@example.com>'], ['Pulso <reports@example>'], ['']])(
    'stops at the sender %j',
    (from) => {
      expect(postProblems('prod', { destinations: {}, mail: { from } })).toEqual([
        'infra/stages/posts/src/prod.ts: mail.from is neither an address nor "Name <address>": write one of the two, in ' +
          'one line.',
      ]);
    },
  );

  it('stops at an address to unsubscribe at with which the notifier would not start', () => {
    const mail = { from: 'Pulso <reports@example.com>', unsubscribe: 'stop@example.com' };

    expect(postProblems('prod', { destinations: {}, mail })).toEqual([
      'infra/stages/posts/src/prod.ts: mail.unsubscribe is no https or mailto address: write one, as in ' +
        'mailto:name@example.com.',
    ]);
  });

  it.each([[undefined], ['mailto:stop@example.com'], ['https://example.com/stop']])(
    'takes a sender with a name or without one, and unsubscribing at %p',
    (unsubscribe) => {
      for (const from of ["o'neil+pulso@mail.example.com", 'Pulso <reports@example.com>']) {
        const mail = { from, ...(unsubscribe === undefined ? {} : { unsubscribe }) };

        expect(postProblems('prod', { destinations: {}, mail })).toEqual([]);
      }
    },
  );
});

it.each(Object.entries(postSettings))('the mails and webhooks of %s can be deployed', (stage, settings) => {
  const problems = postProblems(stage, settings);

  if (problems.length > 0) throw new Error(problems.join('\n'));
});
