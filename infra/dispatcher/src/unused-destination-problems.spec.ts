import { type StageName, knownStages } from '@pulso/infra/stages/base';
import { type ChatDestination, chatSettings } from '@pulso/infra/stages/chats';
import { type PostedDestination, postSettings } from '@pulso/infra/stages/posts';
import { catalogue } from '@pulso/reports';

import { unusedDestinationProblems } from './unused-destination-problems';

const chat: ChatDestination = { type: 'telegram', chatId: '-1', showsProgress: false };
const webhook: PostedDestination = { type: 'webhook', name: 'team', format: 'pulso' };
const reports = [{ destinations: 'owners' }, { destinations: 'owners' }];

describe('unusedDestinationProblems', () => {
  it('names the file of each name that no report has, and what to write', () => {
    const settings = {
      chats: { destinations: { owners: [chat], owner: [chat] } },
      posts: { destinations: { team: [webhook] } },
    };

    expect(unusedDestinationProblems(reports, 'prod', settings)).toEqual([
      'infra/stages/chats/src/prod.ts: no report goes to destinations.owner: write them under owners, or name them in a ' +
        'report of libs/domain/reports/src/catalogue.',
      expect.stringMatching(/^infra\/stages\/posts\/src\/prod\.ts: no report goes to destinations\.team: write them/),
    ]);
  });

  it.each(Object.keys(knownStages) as StageName[])('finds none in the stage %s', (stage) => {
    const settings = { chats: chatSettings[stage], posts: postSettings[stage] };

    expect(unusedDestinationProblems(catalogue, stage, settings)).toEqual([]);
  });
});
