import { version } from '../../package.json';

/** That of the package. */
export { version };
