import { type Progress, createProgress } from '../demo/progress';

/**
 * Says in one line how far something is, anew at each step and each tenth of it.
 *
 * @param say - undefined: it is over.
 */
export function progressInALine(say: (line: string | undefined) => void): Progress {
  let step = '';
  const { update } = createProgress({ write: (count) => say(`${step} ${count.trim()}`) }, false);
  return {
    step: (text) => {
      step = text;
      say(step);
    },
    update,
    end: () => say(undefined),
  };
}
