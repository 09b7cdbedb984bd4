import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { instant, party } from '../callContext';
import type { PlacedCall } from '../placedCall';
import { plivoRequest, plivoRequestAll } from '../plivoRequest';
import type { RequestContext } from '../providerFailure';
import { statusOf } from '../providerStatus';
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

/** A clock may be behind the other, and a call may wait in Plivo's queue before it begins. */
const EARLY_MS = 60_000;
const QUEUED_MS = 15 * 60_000;
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

/** A number as Plivo's filters take it: digits (plivo.md §2.5, §5.2). */
const digits = (number: string) => number.replace(/^\+/, '');

/**
 * The phone's side of a call that Ultravox dialled: its id at Plivo is not known, so that it is found by its two numbers and by when it
 * was placed. Where several fit, the one that began next to it.
 * @param taken ids that belong to other calls
 */
async function legByNumbers(
	context: RequestContext,
	{ to, from, placedAt }: PlacedCall,
	taken: ReadonlySet<string>,
): Promise<PlivoLeg> {
	const numbers = {
		call_direction: 'outbound',
		from_number: digits(from),
		to_number: digits(to),
	};
	const placed = Date.parse(placedAt);
	const records = await plivoRequestAll(
		context,
		{
			path: '/Call/',
			query: { ...numbers, end_time__gte: utc(placed - DAY_MS) },
			timeout: TIMEOUT_MS,
			repeat: 'safe',
		},
		MOST_RECORDS,
	);
	const distance = (record: IDataObject) =>
		Date.parse(instant(record.initiation_time, 'Z') ?? '') - placed;
	const [record] = records
		// Checked again here: a filter that is ignored would hand us strangers' calls.
		.filter((one) => party(one.to_number) === to && !taken.has(String(one.call_uuid)))
		.filter((one) => distance(one) >= -EARLY_MS && distance(one) <= QUEUED_MS)
		.sort((a, b) => Math.abs(distance(a)) - Math.abs(distance(b)));
	if (record !== undefined) return { state: 'over', record };
	for (const status of ['live', 'queued']) {
		const { calls } = await plivoRequest(context, {
			method: 'GET',
			path: '/Call/',
			query: { ...numbers, status },
			timeout: TIMEOUT_MS,
			repeat: 'safe',
		});
		const others = Array.isArray(calls) ? calls.filter((one) => !taken.has(String(one))) : [];
		if (others.length > 0) return { state: 'live', record: null };
	}
	return UNKNOWN;
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

/**
 * Asks Plivo about the phone's side of a call (plivo.md §5.2): its record, else whether it is live or waits.
 * @param taken Plivo's ids that belong to other calls
 * @throws NodeApiError when Plivo cannot be asked
 */
export async function plivoLeg(
	context: RequestContext,
	placed: PlacedCall,
	taken: ReadonlySet<string> = new Set(),
): Promise<PlivoLeg> {
	if (placed.callUuid !== null) return await legById(context, placed.callUuid);
	return await legByNumbers(context, placed, taken);
}
