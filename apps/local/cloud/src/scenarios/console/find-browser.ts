import { join } from 'node:path';

const tooling = join(__dirname, '../../../../../../libs/tooling');

interface FindChromium {
  readonly findChromium: (environment: NodeJS.ProcessEnv) => string | undefined;
  readonly chromiumAdvice: string;
}

const { findChromium, chromiumAdvice } = jest.requireActual<FindChromium>(join(tooling, 'find-chromium'));

/** The program of a browser; undefined when none is installed. */
export const browserProgram = findChromium(process.env);

/** Which command brings one. */
export { chromiumAdvice };
