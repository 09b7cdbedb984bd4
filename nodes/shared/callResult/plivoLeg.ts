import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { instant } from '../callContext';
import type { PlacedCall } from '../placedCall';
import {
	CALL_KEY_METADATA_KEY,
	findCallsByMetadata,
	FROM_METADATA_KEY,
	TO_METADATA_KEY,
} from '../placedCall';
import { betweenNumbers, openCallsBetween } from '../plivoOpenCalls';
import { plivoRequest, plivoRequestAll } from '../plivoRequest';
import type { RequestContext } from '../providerFailure';
import { statusOf } from '../providerStatus';
import { metadataValue } from '../resumedCall';
import { beganAt, fittingRecords } from './fittingRecords';
import { readPlivoObject } from './plivoObject';

/** What Plivo says of the phone's side of a call. */
export interface PlivoLeg {
	/** `unknown`: Plivo knows no such call, not yet or any more (a record comes a little after the end, plivo.md §5.2). */
	state: 'over' | 'live' | 'unknown';
	/** The record of the finished call (plivo.md §5.2). */
	record: IDataObject | null;
	/** The fields of the hang-up callback, where it has just told (plivo.md §6.3). */
	hangup?: IDataObject;
}

const UNKNOWN: PlivoLeg = { state: 'unknown', record: null };
const TIMEOUT_MS = 5_000;
const LOOKING = { timeout: TIMEOUT_MS, repeat: 'safe' as const };

/** The filter's time zone is not documented: a day more is asked for, and looked at here. */
const DAY_MS = 26 * 3_600_000;
const MOST_RECORDS = 100;

/** Asked in the wrong view, Plivo finds nothing (plivo.md §5.2: 404, and other codes are UNCONFIRMED). */
const isMissing = (error: unknown) => [400, 404].includes(statusOf(error) ?? 0);

/**
 * What Plivo answers; null where it has no such thing, in this view (plivo.md §5.2).
 * @throws what the request throws, for any other refusal
 */
export async function orNull<T>(asking: Promise<T>): Promise<T | null> {
	return await asking.catch(async (error: unknown) =>
		isMissing(error) ? null : await Promise.reject(error),
	);
}

/** The phone's side of a call whose id is known. */
async function legById(context: RequestContext, callUuid: string): Promise<PlivoLeg> {
	const path = `/Call/${encodeURIComponent(callUuid)}/`;
	const ask = async (query: IDataObject) =>
		await orNull(
			plivoRequest(context, { method: 'GET', path, query, timeout: TIMEOUT_MS, repeat: 'safe' }),
		);
	const record = await ask({});
	if (record !== null) return { state: 'over', record: readPlivoObject(record) };
	for (const status of ['live', 'queued']) {
		if ((await ask({ status })) !== null) return { state: 'live', record: null };
	}
	return UNKNOWN;
}

const utc = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** Whether a call between the numbers is up, or waits for its turn, that belongs to none of the others. */
async function isOpen(
	context: RequestContext,
	placed: PlacedCall,
	taken: ReadonlySet<string>,
): Promise<boolean> {
	for (const status of ['live', 'queued'] as const) {
		const open = await openCallsBetween(context, placed, status, LOOKING);
		if (open.some((one) => !taken.has(one))) return true;
	}
	return false;
}

/**
 * The first of these records that is of no other call. One that began before the call was placed is of a clock that is behind, or of a
 * call before: then another call between the numbers was placed nearer to it.
 */
async function ownRecord(
	context: RequestContext,
	{ key, to, from, placedAt }: PlacedCall,
	records: readonly IDataObject[],
): Promise<IDataObject | undefined> {
	const placed = Date.parse(placedAt);
	if (!records.some((record) => beganAt(record) < placed)) return records[0];
	const wanted = { [TO_METADATA_KEY]: to, [FROM_METADATA_KEY]: from };
	const others = (await findCallsByMetadata(context, wanted, TIMEOUT_MS))
		.filter((call) => metadataValue(call, CALL_KEY_METADATA_KEY) !== key)
		.map((call) => Date.parse(instant(call.created) ?? ''));
	return records.find((record) => {
		const began = beganAt(record);
		const apart = Math.abs(placed - began);
		return began >= placed || !others.some((other) => Math.abs(other - began) < apart);
	});
}

/**
 * The phone's side of a call that Ultravox dialled: its id at Plivo is not known, so that it is found by its two numbers and by when it
 * was placed. While Ultravox waits for somebody to join, a call between the numbers that is open is the one, whatever is on record: a
 * number may be dialled again as soon as it was busy.
 */
async function legByNumbers(
	context: RequestContext,
	placed: PlacedCall,
	{ taken, calls }: Required<LegFacts>,
): Promise<PlivoLeg> {
	const { placedAt } = placed;
	const records = await plivoRequestAll(
		context,
		{
			path: '/Call/',
			query: { ...betweenNumbers(placed), end_time__gte: utc(Date.parse(placedAt) - DAY_MS) },
			timeout: TIMEOUT_MS,
			repeat: 'safe',
		},
		MOST_RECORDS,
	);
	const fitting = fittingRecords(records, placed, calls, taken);
	const record = await ownRecord(context, placed, fitting);
	const hasEnded = calls.length > 0 && calls.every(({ ended }) => Boolean(ended));
	if (record !== undefined && hasEnded) return { state: 'over', record };
	if (await isOpen(context, placed, taken)) return { state: 'live', record: null };
	return record === undefined ? UNKNOWN : { state: 'over', record };
}

/** How long (ms) Plivo's record of a dialled leg may come after its end (plivo.md §5.2), and between two looks. */
const RECORD_LAG_MS = 4_000;
const RECORD_PAUSE_MS = 500;

/**
 * Whether a person to whom a leg was handed has answered: Plivo has a record of each leg that a leg dialled (plivo.md §5.2). Where there
 * is none yet, it is waited for.
 */
export async function wasHandedOver(context: RequestContext, callUuid: string): Promise<boolean> {
	const deadline = Date.now() + RECORD_LAG_MS;
	for (;;) {
		const listed = await plivoRequestAll(
			context,
			{
				path: '/Call/',
				query: { parent_call_uuid: callUuid },
				timeout: TIMEOUT_MS,
				repeat: 'safe',
			},
			MOST_RECORDS,
		);
		const legs = listed.filter(({ parent_call_uuid: parent }) => parent === callUuid);
		if (legs.length > 0 || Date.now() >= deadline) {
			return legs.some(
				({ answer_time: answered }) => typeof answered === 'string' && answered !== '',
			);
		}
		await sleep(RECORD_PAUSE_MS);
	}
}

/** What is known beside a placed call, where it has to be told from others between the same numbers. */
export interface LegFacts {
	/** Plivo's ids that belong to other calls. */
	taken?: ReadonlySet<string>;
	/** Ultravox's calls of the conversation; none where Ultravox has none any more. */
	calls?: readonly IDataObject[];
}

/**
 * Asks Plivo about the phone's side of a call (plivo.md §5.2): its record, else whether it is live or waits.
 * @throws NodeApiError when Plivo, or Ultravox about other calls between the numbers, cannot be asked
 */
export async function plivoLeg(
	context: RequestContext,
	placed: PlacedCall,
	{ taken = new Set(), calls = [] }: LegFacts = {},
): Promise<PlivoLeg> {
	if (placed.callUuid !== null) return await legById(context, placed.callUuid);
	return await legByNumbers(context, placed, { taken, calls });
}
