import { postProblems } from './post-problems';
import { type PostedDestination } from './post-settings';

const list = (language?: string): PostedDestination => ({
  type: 'email',
  name: 'owners',
  addresses: ['owner@example.com'],
  ...(language === undefined ? {} : { language }),
});

describe('postProblems', () => {
  it('stops at a language that is none, with the file and what to write', () => {
    expect(postProblems('prod', { destinations: { owners: [list('de'), list('deutsch')] } })).toEqual([
      'infra/stages/posts/src/prod.ts: destinations.owners.1.language is "deutsch", which is no language: write a tag such ' +
        'as en, de or pt-br, or leave it out for en.',
    ]);
  });

  it('takes languages, and none', () => {
    expect(postProblems('prod', { destinations: { owners: [list('de'), list()] } })).toEqual([]);
  });
});
