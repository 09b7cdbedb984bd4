import { BridgeConfigError } from '../../src/config/config';
import { listenFault } from '../../src/doors/listenFault';

const errorOf = (code: string) => Object.assign(new Error('of the system'), { code });

describe('why the bridge cannot listen', () => {
	it.each([
		['ENOTFOUND', 'BRIDGE_HOST must be an address of this machine: there is no host of that name'],
		['EADDRNOTAVAIL', 'BRIDGE_HOST must be an address of this machine: it has no such address'],
		['EINVAL', 'BRIDGE_HOST must be an address of this machine: this is none to listen on'],
		['EAFNOSUPPORT', 'BRIDGE_HOST must be an address of this machine: it has none of this kind'],
		[
			'EACCES',
			'BRIDGE_PORT must be a port that this process may listen on: below 1024 not everybody may',
		],
	])('%s: a setting that cannot be used, and is named', (code, sentence) => {
		const fault = listenFault(errorOf(code));
		expect(fault).toEqual(new BridgeConfigError(`${sentence} (${code}).`));
		expect(fault).toBeInstanceOf(BridgeConfigError);
	});

	it.each([
		['EADDRINUSE', 'BRIDGE_PORT is taken: another process listens there'],
		['EAI_AGAIN', 'BRIDGE_HOST is a name that cannot be looked up at the moment'],
	])('%s: passes, so that starting again may help', (code, sentence) => {
		const error = errorOf(code);
		const fault = listenFault(error);
		expect(fault).not.toBeInstanceOf(BridgeConfigError);
		expect(fault).toMatchObject({ message: `${sentence} (${code}).`, code, cause: error });
	});

	it('anything else is told as it is', () => {
		const error = errorOf('EMFILE');
		expect(listenFault(error)).toBe(error);
	});
});
