import { BridgeConfigError } from '../config/config';
import { errorCode } from '../logger';

/** What is wrong with a setting, by the code of the system: starting again does not help. */
const FAULTS: Record<string, string> = {
	ENOTFOUND: 'BRIDGE_HOST must be an address of this machine: there is no host of that name',
	EADDRNOTAVAIL: 'BRIDGE_HOST must be an address of this machine: it has no such address',
	EINVAL: 'BRIDGE_HOST must be an address of this machine: this is none to listen on',
	EAFNOSUPPORT: 'BRIDGE_HOST must be an address of this machine: it has none of this kind',
	EACCES:
		'BRIDGE_PORT must be a port that this process may listen on: below 1024 not everybody may',
};

/** What is in the way for now. */
const TROUBLES: Record<string, string> = {
	EADDRINUSE: 'BRIDGE_PORT is taken: another process listens there',
	EAI_AGAIN: 'BRIDGE_HOST is a name that cannot be looked up at the moment',
};

/** Why the bridge cannot listen, in a sentence that names the setting. The code of the system stays with it. */
export function listenFault(error: Error): Error {
	const code = errorCode(error);
	const fault = FAULTS[code];
	if (fault !== undefined) return new BridgeConfigError(`${fault} (${code}).`);
	const trouble = TROUBLES[code];
	if (trouble === undefined) return error;
	return Object.assign(new Error(`${trouble} (${code}).`, { cause: error }), { code });
}
