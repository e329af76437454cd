import { synthesize } from '@pulso/infra/constructs/stack';
import { chatSettings } from '@pulso/infra/stages/chats';
import { postSettings } from '@pulso/infra/stages/posts';
import { catalogue } from '@pulso/reports';

import { DispatcherStack } from './dispatcher-stack';
import { reportingSettings } from './reporting-settings';

synthesize('dispatcher', (app, props, stage) => {
  const settings = reportingSettings(props.settings, chatSettings[stage], postSettings[stage]);
  return new DispatcherStack(app, { ...props, settings, catalogue });
});
