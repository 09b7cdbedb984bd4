import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const program = (name) => fileURLToPath(new URL(`contestants/${name}.mjs`, import.meta.url));

/** Long enough for a run, short as a real token's life. */
const TOKEN_MS = 10 * 60_000;
const CONTENT_TYPES = { l16: 'audio/x-l16;rate=16000', mulaw: 'audio/x-mulaw;rate=8000' };

/** Those that do not know tokens: the number of the call is enough. */
const plainPath = (_run, index) => `/stream/${index}`;

/** A real sealed token for each call, as the nodes make it; the join URL leads to the generator's agent. */
function sealedPath({ tools, secret, agentUrl, encoding, eventsUrl }, index, callUuid) {
	const claims = {
		callUuid,
		callId: `bench-${index}`,
		joinUrl: `${agentUrl}/${index}`,
		contentType: CONTENT_TYPES[encoding],
		eventsUrl,
	};
	const expiresAt = new Date(Date.now() + TOKEN_MS);
	const url = tools.streamUrl('ws://127.0.0.1', claims, { secret, expiresAt });
	return new URL(url).pathname;
}

/**
 * With `defaults`, as users run it, with a data folder. Else no silence is put in: near its capacity, frames that the generator itself sends late would be held
 * back after silence in their place, as a caller's should be, and a search would find where the generator stumbles.
 */
export const bridgeEnvironment = ({ secret, defaults, dataFolder }) => ({
	BRIDGE_SHARED_SECRET: secret,
	BRIDGE_PORT: '0',
	// So that no call is refused: the search goes on to where calls suffer.
	BRIDGE_CALLS: '100000',
	BRIDGE_BUSY_PERCENT: '100',
	...(defaults ? { BRIDGE_DATA_FOLDER: dataFolder } : { BRIDGE_MEDIA_GAP_MS: '600000' }),
});

/** A shared secret of one run. */
export const newSecret = () => randomBytes(24).toString('hex');

/**
 * Who takes part. `command(run)`: what Node.js is given. `opaque`: what the agent sends and gets is Plivo's JSON,
 * because the contestant translates nothing.
 * @type {Record<string, { label: string, opaque?: boolean, processes?: number, command: Function, environment?: Function, path: Function }>}
 */
export const CONTESTANTS = {
	naive: {
		label: 'naive (ws, JSON.parse, JSON.stringify)',
		command: ({ agentUrl, encoding }) => [program('naive'), agentUrl, encoding],
		path: plainPath,
	},
	'frame-relay': {
		label: 'frame relay (ws to ws, nothing parsed)',
		opaque: true,
		command: ({ agentUrl }) => [program('frameRelay'), agentUrl],
		path: plainPath,
	},
	'byte-relay': {
		label: 'byte relay (TCP to TCP)',
		opaque: true,
		command: ({ agentUrl }) => [program('byteRelay'), agentUrl],
		path: plainPath,
	},
	ours: {
		label: 'this bridge',
		command: ({ bridge }) => [bridge],
		environment: bridgeEnvironment,
		path: sealedPath,
	},
};

/** The bridge in two processes that share one port, and the one that watches them. */
export const TWO_PROCESSES = {
	label: 'this bridge, two processes',
	processes: 2,
	command: ({ bridge }) => [bridge],
	environment: (run) => ({ ...bridgeEnvironment(run), BRIDGE_PROCESSES: '2' }),
	path: sealedPath,
};
