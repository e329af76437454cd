import { type RunnableCheck, runnable } from '../check';
import { agesCheck } from './ages-check';
import { alarmsCheck } from './alarms-check';
import { botCheck } from './bot-check';
import { chatsCheck } from './chats-check';
import { commandsCheck } from './commands-check';
import { concurrencyCheck } from './concurrency-check';
import { functionsCheck } from './functions-check';
import { insightsCheck } from './insights-check';
import { logsCheck } from './logs-check';
import { mailCheck } from './mail-check';
import { mappingsCheck } from './mappings-check';
import { queuesCheck } from './queues-check';
import { reportsCheck } from './reports-check';
import { schedulesCheck } from './schedules-check';
import { secretsCheck } from './secrets-check';
import { subscriptionsCheck } from './subscriptions-check';
import { tablesCheck } from './tables-check';
import { webhookCheck } from './webhook-check';

/** In the order in which they are shown: what others hang on comes first. */
export const checks: readonly RunnableCheck[] = [
  runnable(concurrencyCheck),
  runnable(insightsCheck),
  runnable(functionsCheck),
  runnable(tablesCheck),
  runnable(logsCheck),
  runnable(mappingsCheck),
  runnable(schedulesCheck),
  runnable(secretsCheck),
  runnable(botCheck),
  runnable(webhookCheck),
  runnable(commandsCheck),
  runnable(chatsCheck),
  runnable(mailCheck),
  runnable(subscriptionsCheck),
  runnable(alarmsCheck),
  runnable(queuesCheck),
  runnable(agesCheck),
  runnable(reportsCheck),
];
