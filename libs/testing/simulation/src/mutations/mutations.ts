import { alarmMutations } from './alarm-mutations';
import { deliveryMutations } from './delivery-mutations';
import { fanInMutations } from './fan-in-mutations';
import { historyMutations } from './history-mutations';
import { type Mutation } from './mutation';
import { planMutations } from './plan-mutations';
import { postMutations } from './post-mutations';

/** Every rule of the protocol, in the order of docs/protocol.md, and the levels at which alarms hear of trouble. */
export const mutations: readonly Mutation[] = [
  ...planMutations,
  ...fanInMutations,
  ...historyMutations,
  ...deliveryMutations,
  ...postMutations,
  ...alarmMutations,
];
