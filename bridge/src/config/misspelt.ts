import type { Environment } from './environment';

/** Names that belong to the bridge, or were meant to. */
const OURS = /^(BRIDGE_|PLIVO_AUTH)/;
/** Plivo's own libraries read this beside PLIVO_AUTH_TOKEN. */
const OF_OTHERS = new Set(['PLIVO_AUTH_ID']);
/** What Kubernetes and Docker put into every container for a service named `bridge...`, and what such a value looks like. */
const SERVICE_LINK = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT_\d+_(TCP|UDP|SCTP)(_\w+)?)$/;
const SERVICE_ADDRESS = /^(tcp|udp|sctp):\/\//;

/**
 * Variables that look like settings and are none: one sentence for each, with the name of the setting that is most like it. Empty
 * variables count as absent.
 */
export function misspelt(environment: Environment, known: readonly string[]): string[] {
	return Object.entries(environment)
		.filter(([name, value = '']) => {
			if (!OURS.test(name) || known.includes(name) || OF_OTHERS.has(name)) return false;
			if (value.trim() === '') return false;
			return !SERVICE_LINK.test(name) && !SERVICE_ADDRESS.test(value);
		})
		.map(([name]) => `${name} is no setting of the bridge: is ${nearest(name, known)} meant?`);
}

/** The known name that is most like another. */
function nearest(name: string, known: readonly string[]): string {
	const distances = known.map((one) => ({ one, distance: distanceOf(name, one) }));
	return distances.reduce((best, next) => (next.distance < best.distance ? next : best)).one;
}

/** How many characters must be put in, taken out or changed to make one text of the other. */
function distanceOf(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let at = 1; at <= one.length; at++) {
		const next = [at];
		for (let to = 1; to <= other.length; to++) {
			const changed = (row[to - 1] ?? 0) + Number(one[at - 1] !== other[to - 1]);
			next.push(Math.min(changed, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[other.length] ?? 0;
}
