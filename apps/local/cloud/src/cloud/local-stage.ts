/** The stage that the local cloud runs unless it is told another: the one whose stacks `STAGE=local` synthesizes. */
export const localStage = 'local';
