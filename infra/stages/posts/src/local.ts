import { type PostSettings } from './post-settings';

export const local: PostSettings = {
  destinations: {
    owners: [
      { type: 'email', name: 'owners', addresses: ['owner@example.com'] },
      { type: 'webhook', name: 'team-chat', format: 'pulso' },
    ],
  },
  mail: { from: 'Pulso <reports@example.com>', unsubscribe: 'mailto:reports@example.com?subject=unsubscribe' },
};
