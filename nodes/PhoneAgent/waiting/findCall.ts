import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { AudioPath } from '../../shared/agentCall';
import { CALL_UUID_METADATA_KEY } from '../../shared/agentCall';
import { instant, party, text } from '../../shared/callContext';
import { readPlivoObject } from '../../shared/callResult/plivoObject';
import type { Parameters } from '../../shared/operations/parameters';
import { isObject } from '../../shared/operations/values';
import type { MachinePlan, PlacedCall } from '../../shared/placedCall';
import {
	CALL_KEY_METADATA_KEY,
	findCallsByKey,
	findCallsByMetadata,
	FROM_METADATA_KEY,
	ITEM_METADATA_KEY,
	RUN_METADATA_KEY,
	TO_METADATA_KEY,
} from '../../shared/placedCall';
import { plivoRequest } from '../../shared/plivoRequest';
import { orNull } from '../../shared/callResult/plivoLeg';
import { statusOf } from '../../shared/providerStatus';
import type { ItemContext } from '../../shared/refusal';
import { refusal } from '../../shared/refusal';
import { isRelayed, lostCallIdOf, metadataValue } from '../../shared/resumedCall';
import { findCallsOfPlivoCall, getUltravoxCall } from '../../shared/ultravoxCalls';
import { hadUnknownCall, mayHaveRung } from '../outbound/unknownCall';
import { isDue } from './dueCalls';
import { placedOf } from './waitingItems';

/** How long (ms) before or after a phone call began Ultravox may have made its call: it may have waited in Plivo's queue. */
const APART_MS = 15 * 60_000;

/** Which call an operation is about. */
export const placedCallFields: INodeProperties[] = [
	{
		displayName: 'Find Call By',
		name: 'findBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Call ID', value: 'callId', description: "Ultravox's ID of the call" },
			{ name: 'Call Key', value: 'callKey', description: 'The key that the call was placed under' },
			{ name: 'Plivo Call UUID', value: 'callUuid', description: "Plivo's ID of the call" },
		],
		default: 'callId',
		description: 'What the call is known by',
	},
	{
		displayName: 'Call ID',
		name: 'callId',
		type: 'string',
		required: true,
		default: '={{ $json.call.callId }}',
		placeholder: 'e.g. 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
		description: 'Items of Call and Wait, and of Call, hold it',
		displayOptions: { show: { findBy: ['callId'] } },
	},
	{
		displayName: 'Call Key',
		name: 'callKey',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. reminder-4711',
		description: "What was given as 'Call Key' when the call was placed",
		displayOptions: { show: { findBy: ['callKey'] } },
	},
	{
		displayName: 'Plivo Call UUID',
		name: 'callUuid',
		type: 'string',
		required: true,
		default: '={{ $json.call.callUuid }}',
		placeholder: 'e.g. 9834029e-58b6-11e1-b8b7-a5bd0e4e126f',
		description: 'Items of calls hold it, once it is known',
		displayOptions: { show: { findBy: ['callUuid'] } },
	},
];

/** What is not told by a call itself: whether machines were detected. */
const NO_PLAN: MachinePlan = { choice: 'talkAnyway', message: '', voice: '', language: '' };

/** What was known when a call was placed, from what Ultravox keeps of it. */
export function placedFromUltravox(
	item: ItemContext,
	call: IDataObject,
	callUuid: string | null = null,
): PlacedCall {
	const to = metadataValue(call, TO_METADATA_KEY);
	const placedAt = instant(call.created);
	if (to === '' || placedAt === null) {
		throw refusal(
			item,
			'That call was not placed by Phone Agent',
			'Look at it with Ultravox > Call > Get, and at its phone side with Plivo Voice > Call > Get',
		);
	}
	const agent = isObject(call.agent) ? call.agent : {};
	const path: AudioPath = isRelayed(call) ? 'bridge' : 'direct';
	return {
		key: metadataValue(call, CALL_KEY_METADATA_KEY),
		run: metadataValue(call, RUN_METADATA_KEY),
		item: Number(metadataValue(call, ITEM_METADATA_KEY)) || 0,
		audioPath: path,
		state: 'placed',
		callId: text(call.callId),
		callUuid: callUuid ?? text(metadataValue(call, CALL_UUID_METADATA_KEY)),
		to,
		from: metadataValue(call, FROM_METADATA_KEY),
		agentId: text(call.agentId) ?? text(agent.agentId) ?? '',
		agentName: text(agent.name),
		machine: NO_PLAN,
		placedAt,
		overBy: placedAt,
		reason: null,
	};
}

/**
 * The placed call that the panel names. What the item itself keeps of it counts first: there is more in it than Ultravox keeps.
 * @throws InputProblem for what is no id; NodeApiError when there is no such call
 */
export async function findPlacedCall(
	item: ItemContext,
	parameters: Parameters,
): Promise<PlacedCall> {
	const { context, itemIndex } = item;
	const kept = placedOf(context.getInputData()[itemIndex]?.json ?? {});
	const by = parameters.choice('findBy');
	if (by === 'callKey') {
		const key = parameters.text('callKey');
		if (kept?.key === key && kept.callId !== null) return { ...kept, state: 'placed' };
		const calls = await findCallsByKey(context, key);
		// Those that went on for another call are of the same conversation.
		const [first] = calls.filter((call) => lostCallIdOf(call) === '');
		if (first) return placedFromUltravox(item, first);
		throw notFound(item, `with the key '${key}'`);
	}
	if (by === 'callUuid') return await findByUuid(item, parameters.uuid('callUuid'), kept);
	if (kept?.callId === null && parameters.optionalText('callId') === undefined) {
		return await findUnnamedCall(item, kept);
	}
	const callId = parameters.uuid('callId');
	if (kept?.callId === callId) return { ...kept, state: 'placed' };
	const call = await getUltravoxCall(context, callId).catch((error: unknown) => {
		throw statusOf(error) === 404 ? notFound(item, `with the ID ${callId}`) : error;
	});
	return placedFromUltravox(item, call);
}

/**
 * A call without an id of Ultravox's: nobody was dialed, or it was due when its item was written, or the answer to its creation was lost.
 * Whether anybody has placed it, Ultravox knows, unless it keeps no calls of the agent.
 * @throws NodeApiError when Ultravox, or Plivo where Ultravox knows of none, cannot be asked
 */
async function findUnnamedCall(item: ItemContext, due: PlacedCall): Promise<PlacedCall> {
	if (due.state === 'refused') return due;
	const calls = await findCallsByMetadata(item.context, {
		[CALL_KEY_METADATA_KEY]: due.key,
		[TO_METADATA_KEY]: due.to,
	});
	const [first] = calls.filter((call) => lostCallIdOf(call) === '');
	if (first) return placedFromUltravox(item, first);
	if (!isDue(due)) return due;
	return (await hadUnknownCall(item.context, due, Date.parse(due.placedAt)))
		? { ...due, state: 'unconfirmed', reason: mayHaveRung(due) }
		: { ...due, state: 'refused', reason: NEVER_PLACED };
}

/** As far as the providers know: the answer to a creation may have been lost. */
const NEVER_PLACED =
	'Nobody was dialed, as far as the providers know: neither has such a call. It was to be placed when an earlier one had ended';

const notFound = (item: ItemContext, which: string): Error =>
	refusal(
		item,
		`Ultravox has no call ${which}`,
		'It may have been deleted, or belong to another account',
	);

async function findByUuid(
	item: ItemContext,
	callUuid: string,
	kept: PlacedCall | null,
): Promise<PlacedCall> {
	const { context } = item;
	if (kept?.callUuid === callUuid && kept.callId !== null) return { ...kept, state: 'placed' };
	const [named] = await findCallsOfPlivoCall(context, callUuid);
	if (named) return placedFromUltravox(item, named, callUuid);
	const phone = await phoneCall(item, callUuid);
	const [to, from] = [party(phone.to_number ?? phone.to), party(phone.from_number ?? phone.from)];
	const began = Date.parse(instant(phone.initiation_time ?? phone.session_start, 'Z') ?? '');
	const calls =
		to === null
			? []
			: await findCallsByMetadata(context, {
					[TO_METADATA_KEY]: to,
					[FROM_METADATA_KEY]: from ?? '',
				});
	const distance = ({ created }: IDataObject) => Math.abs(Date.parse(String(created)) - began);
	const [nearest] = calls
		.filter((call) => distance(call) <= APART_MS && lostCallIdOf(call) === '')
		.sort((a, b) => distance(a) - distance(b));
	if (nearest) return placedFromUltravox(item, nearest, callUuid);
	throw notFound(item, `for Plivo's call ${callUuid}`);
}

/** Plivo's object of a call, over or live (plivo.md §5.2). */
async function phoneCall(item: ItemContext, callUuid: string): Promise<IDataObject> {
	const { context } = item;
	const path = `/Call/${callUuid}/`;
	for (const query of [{}, { status: 'live' }, { status: 'queued' }] as IDataObject[]) {
		const object = await orNull(plivoRequest(context, { method: 'GET', path, query }));
		if (object !== null) return readPlivoObject(object);
	}
	throw refusal(
		item,
		`Plivo has no call ${callUuid}`,
		'A call that has just ended is there a little later',
	);
}
