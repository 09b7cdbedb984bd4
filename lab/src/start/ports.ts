import { freePorts } from '../n8n/freePort';

/** The ports of everything the start command runs: these when they are free, else others. */
export const PREFERRED_PORTS = {
	n8n: 5678,
	bridge: 8787,
	plivoApi: 4100,
	plivoMedia: 4101,
	ultravoxApi: 4102,
	ultravoxApp: 4103,
	ultravoxVoice: 4104,
	page: 4105,
} as const;

export type Ports = Record<keyof typeof PREFERRED_PORTS, number>;

/** Chooses ports that are free right now. */
export async function choosePorts(preferred: Ports = PREFERRED_PORTS): Promise<Ports> {
	const names = Object.keys(preferred) as Array<keyof Ports>;
	const chosen = await freePorts(names.map((name) => preferred[name]));
	return Object.fromEntries(names.map((name, index) => [name, chosen[index]])) as Ports;
}
