import { randomUUID } from 'node:crypto';
import { requireBridgeAccount } from '../../shared/bridgeRequest';
import type { Parameters } from '../../shared/operations/parameters';
import { getPlivoAccount } from '../../shared/plivoRequest';
import type { Ensured } from '../../shared/telephony/ensureConfiguration';
import { ensureConfiguration } from '../../shared/telephony/ensureConfiguration';
import { plivoProvider } from '../../shared/telephony/provider';
import type { ItemContext } from '../../shared/refusal';
import { ultravoxApi } from '../../shared/ultravoxApi';
import { callbacksOf } from './callbacks';
import type { OutboundCall } from './outboundCall';
import type { Pace } from './pace';
import { readPace } from './pace';
import type { Placing } from './placing';
import type { BadItem } from './readAll';
import { readAll } from './readAll';
import { readOutboundCall } from './readOutboundCall';
import { isTool, runIdentity } from './runIdentity';

/** All that is needed to call; nobody has been called yet. */
export interface Prepared {
	placing: Placing;
	calls: OutboundCall[];
	bad: BadItem[];
	pace: Pace;
}

/**
 * Checks all items, and what they are called with.
 * @param parameters of each item, in order
 * @param waits whether the execution is to sleep until the calls have ended; as an AI tool it never does
 * @throws NodeOperationError or NodeApiError that says what is in the way
 */
export async function prepare(
	item: ItemContext,
	parameters: readonly [Parameters, ...Parameters[]],
	{ waits, isGood }: { waits: boolean; isGood?: Check },
): Promise<Prepared> {
	const { context } = item;
	const { defaultCallerId } = await getPlivoAccount(context);
	const identity = runIdentity(context);
	const [first] = parameters;
	const pace = readPace(first);
	const { calls, bad } = readAll(context, parameters, { identity, defaultCallerId }, isGood);
	const isDirect = first.choice('audioPath') === 'direct';
	const bridge = isDirect || calls.length === 0 ? null : await requireBridgeAccount(context);
	const heard = waits && calls.length > 0 ? await callbacksOf(context, identity.run) : null;
	const callbacks = isTool(context) ? null : heard;
	// As a tool the execution does not sleep: it asks, and nobody would hear what the bridge tells. Its calls need an address all the same.
	const reports = heard ? { eventsUrl: heard.webhookUrl, events: [] } : {};
	if (isDirect && calls.length > 0) await ensurePlivo(item, first);
	const placing = { context, identity, callbacks, bridge, ...(callbacks ? {} : reports) };
	return { placing, calls, bad, pace };
}

/**
 * The same for one call of its own: every time it is asked for, it is another one.
 * @throws NodeOperationError, InputProblem or NodeApiError that says what is in the way
 */
export async function prepareOne(
	item: ItemContext,
	parameters: Parameters,
): Promise<{ placing: Placing; call: OutboundCall }> {
	const { context } = item;
	const { defaultCallerId } = await getPlivoAccount(context);
	const identity = { ...runIdentity(context), run: randomUUID(), isLost: false };
	const call = readOutboundCall(item, parameters, { identity, defaultCallerId });
	const bridge = call.audioPath === 'direct' ? null : await requireBridgeAccount(context);
	return { placing: { context, identity, callbacks: null, bridge }, call };
}

/** What else a call has to be; throws InputProblem. */
type Check = (call: OutboundCall, parameters: Parameters) => void;

/**
 * Gives Ultravox the Plivo credential where it has none: it dials with it (ultravox.md §5.1). What it has stays, also that of another
 * account, unless the user wants it replaced.
 * @throws NodeApiError with Ultravox's words
 */
export async function ensurePlivo(
	{ context, itemIndex }: ItemContext,
	parameters: Parameters,
): Promise<Ensured> {
	const api = ultravoxApi(context, itemIndex);
	const credentials = await plivoProvider.credentials(api, parameters);
	return await ensureConfiguration(api, plivoProvider, {
		agents: undefined,
		allowAll: undefined,
		mapping: undefined,
		credentials,
		agentChange: 'add',
		onlyMissing: !parameters.collection('options').flag('ensureConfiguration'),
	});
}
