import { version } from '../package.json';

/** Version of this bridge, as /healthz shows it. */
export const BRIDGE_VERSION: string = version;
