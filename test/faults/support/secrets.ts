import type { BridgeProcess } from '../../../bridge/test/bridgeProcess';

/** Fails when a process has written one of these to its output, which one is not shown; or nothing, so that there was nothing to look at. */
export function expectNoSecrets(bridge: BridgeProcess, secrets: Iterable<string>): void {
	const written = bridge.output + bridge.errors;
	expect(written).toContain('bridge listening');
	const told = [...secrets].findIndex((secret) => written.includes(secret));
	expect({ secretsTold: told === -1 ? 'none' : `number ${told}` }).toEqual({ secretsTold: 'none' });
}
