import { version } from '../../packaging/manifest.json';

/** That of the package. */
export { version };
