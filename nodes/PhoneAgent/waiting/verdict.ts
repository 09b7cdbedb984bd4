import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { CallState } from '../../shared/callResult/callState';
import { isGoingOn, isWaitedFor, ultravoxCalls } from '../../shared/callResult/callState';
import type { CallResult } from '../../shared/callResult/resultItem';
import { isObject } from '../../shared/operations/values';
import type { PlacedCall } from '../../shared/placedCall';
import type { DuePlan } from '../outbound/duePlan';
import { stripSecrets } from '../../shared/secrets';
import { coalesced } from './coalesced';
import { deliverAtEnd } from './deliverAtEnd';
import { isLeftToDeliver, rememberTold } from './deliveries';
import { asTheyAre, isDue } from './dueCalls';
import { goOn } from './goOn';
import { forgetHeard, rememberHeard } from './heard';
import type { Told } from './results';
import { isComplete, resultsOf, stateOf, statesIfOver } from './results';
import type { RoutedItem } from './sleep';
import { outputsOf } from './sleep';
import { rememberLeg, withToldLegs } from './toldLegs';
import type { WaitingCall } from './waitingCall';
import type { WaitingItem } from './waitingItems';
import { waitSettings } from './waitSettings';
import type { Teller } from './whoDials';

/** A status for the sender, or what resumes the execution. */
export type Verdict = number | INodeExecutionData[][];

/** What somebody tells. */
interface Event {
	teller: Teller;
	told: Told;
	/** In milliseconds since the epoch. */
	arrived: number;
}

/** The event is taken; the execution waits on. */
export const TAKEN = 200;
/** The providers do not confirm the end yet: the sender is to come again. */
const NOT_YET = 503;

/** Ultravox could not be asked for what belongs to the result of a call that is over, though it was asked repeatedly. */
const LACKING = 'lacking';

/** Pauses (ms) between the askings about an announced end; then the sender is sent away. */
const PAUSES_MS = [300, 700, 1_500, 3_000];
/** For how long (ms) after the end of the last call what was said is worth another event. */
const PATIENCE_MS = 10 * 60_000;
/** With more calls than this at once, fewer: n8n keeps much in memory for each request that it has not answered. */
const FEW_CALLS = 10;

/** What the bridge reported at the end, by Ultravox's id. A convenience: losing it loses a report, and no result. */
const reports = new Map<string, IDataObject>();
const MOST_REPORTS = 1_000;

/** Keeps what the bridge reported of a call, for its result. */
export function remember(callId: string, report: IDataObject): void {
	// Whoever comes after a bridge that died may tell of an end that was told: what the bridge itself saw stays.
	const told = isObject(report.report) ? report.report.reason : undefined;
	if (told === 'bridge-lost' && reports.has(callId)) return;
	const [oldest] = reports.keys();
	if (reports.size >= MOST_REPORTS && oldest !== undefined) reports.delete(oldest);
	// The transcript is Ultravox's to tell.
	const kept = { ...stripSecrets(report) };
	delete kept.transcript;
	reports.set(callId, kept);
}

/**
 * Asks both providers whether the call is over that somebody said to be, and then whether all are. Nothing has to be remembered between
 * two events, because one is only taken once its own call is confirmed: the last one finds all of them over.
 */
export async function verdict(
	context: IWebhookFunctions,
	waiting: WaitingCall,
	teller: Teller,
	told: Told = new Map(),
): Promise<Verdict> {
	const event = { teller, told, arrived: Date.now() };
	const { plan, items, placed } = waiting;
	if (plan !== null) rememberHeard({ ...placed, execution: plan.execution }, event.arrived);
	if (teller.kind === 'ended') rememberTold(placed);
	const atOnce = plan?.atOnce ?? items.length;
	const pauses = atOnce <= FEW_CALLS ? PAUSES_MS : PAUSES_MS.slice(0, looksOf(plan, teller));
	for (const pause of pauses) {
		const given = await ask(context, waiting, event, false);
		if (given === LACKING) return NOT_YET;
		if (given !== NOT_YET) return given;
		await sleep(pause);
	}
	const given = await ask(context, waiting, event, true);
	return given === LACKING ? NOT_YET : given;
}

/**
 * How many pauses many calls at once allow for. Plivo comes six times, and is to come until it may dial who is next (whoDials.ts); where
 * Ultravox may, Plivo's leg is often up for two seconds more.
 */
function looksOf(plan: DuePlan | null, { kind }: Teller): number {
	if (plan === null) return 1;
	return { hangup: PAUSES_MS.length, ended: 3, bridge: 1, other: 1 }[kind];
}

/** @param isLast what is not told yet, such as the cost, is not waited for any more */
async function ask(
	context: IWebhookFunctions,
	{ placed: { item, run }, items: written, plan }: WaitingCall,
	{ teller, told, arrived }: Event,
	isLast: boolean,
): Promise<Verdict | typeof LACKING> {
	const settings = waitSettings(context);
	const { waitsForBilling } = settings;
	const before = written.flatMap(({ placed }) => placed ?? []);
	const key = `${context.getExecutionId()} ${run}`;
	const listedAt = Date.now();
	const all = await coalesced(`${key} calls`, async () => await ultravoxCalls(context, before));
	let waited = asTheyAre(before, plan, all);
	let placed = waited.find((one) => one.item === item);
	// Ultravox is about to know it.
	if (placed === undefined || isDue(placed)) return NOT_YET;
	const legs = withToldLegs(waited, told);
	if (plan !== null && waited.some(isDue)) {
		// Who is next does not wait for the bill.
		const unbilled = { waitsForBilling: false };
		const state = await stateOf(context, placed, waited, all, unbilled, legs);
		const call = { ...placed, execution: plan.execution };
		if (!state.isOver) {
			forgetHeard(call);
			return NOT_YET;
		}
		rememberHeard(call, arrived);
		const ended = { plan, state, placed: waited, all, teller, arrived, listedAt, isLast };
		if (await goOn(context, ended)) {
			if (isLast) await deliverAtEnd(context, state, teller, waited, legs);
			return NOT_YET;
		}
		waited = asTheyAre(before, plan, all);
		placed = waited.find((one) => one.item === item) ?? placed;
	}
	const own = await stateOf(context, placed, waited, all, settings, legs);
	rememberLeg(placed, own.leg);
	if (!own.isOver) return NOT_YET;
	// What was collected does not wait for the others.
	const taken = async () => {
		const isDone = await deliverAtEnd(context, own, teller, waited, legs);
		return isDone || isLastChance([own]) ? TAKEN : LACKING;
	};
	if (waited.some((one) => isDue(one) || isGoingOn(one, all))) return await taken();
	// Asked anew, in a turn that begins now: whoever takes the last turn sees every end that was taken before.
	const states = await coalesced(key, async () => {
		const now = await ultravoxCalls(context, waited);
		return await statesIfOver(context, waited, now, settings, withToldLegs(waited));
	});
	if (states === null) return await taken();
	const isKnown = states.every((state) => isComplete(state) || !isWaitedFor(state.placed));
	if (!isKnown && !isLast) return NOT_YET;
	const outputs = await once(key, async () => {
		const results = await resultsOf(context, states, settings, {
			told: withReports(waited, told),
			delivers: (one) => one.placed.item === item || waitsForBilling || isLeftToDeliver(one),
			isLast: isLastChance(states),
		});
		return results && outputsOf(routed(itemsOf(written, waited), waited, results), settings);
	});
	return outputs ?? LACKING;
}

/** The items with their calls as they are. */
const itemsOf = (written: readonly WaitingItem[], waited: readonly PlacedCall[]): WaitingItem[] =>
	written.map((one) => ({
		...one,
		placed: one.placed && (waited.find(({ item }) => item === one.placed?.item) ?? null),
	}));

/**
 * Whether a result has to be given without what Ultravox cannot be asked for, such as what was said: its repeats of an event come later
 * each time (ultravox.md §7.6), and at the deadline there would be no result.
 */
function isLastChance(states: readonly CallState[]): boolean {
	const now = Date.now();
	const ends = states.flatMap(({ calls }) => calls.map(({ ended }) => Date.parse(String(ended))));
	const latest = Math.max(...ends.filter((end) => !Number.isNaN(end)), 0);
	const overBy = Math.max(...states.map(({ placed }) => Date.parse(placed.overBy)));
	return now - latest > PATIENCE_MS || now > overBy;
}

/** All items of the execution in input order: those of calls with their results. */
function routed(
	items: readonly WaitingItem[],
	waited: readonly PlacedCall[],
	results: readonly CallResult[],
): RoutedItem[] {
	return items.map(({ json, placed, error }, index) => {
		const result = placed ? results[waited.indexOf(placed)] : undefined;
		return {
			item: {
				json: result?.json ?? json,
				pairedItem: { item: placed?.item ?? index },
				...(error ? { error } : {}),
			},
			output: result?.output ?? 'Failed',
		};
	});
}

/** How long (ms) results are told again to whoever brings the same news. */
const FINAL_MS = 15 * 60_000;
const finals = new Map<string, { at: number; outputs: Promise<INodeExecutionData[][] | null> }>();

/**
 * The end of an execution's calls, told once: two events can find in the same moment that all is over.
 * @returns null while it cannot be told
 */
async function once(
	key: string,
	tell: () => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	const now = Date.now();
	for (const [old, { at }] of finals) if (now - at > FINAL_MS) finals.delete(old);
	const known = finals.get(key);
	if (known) return await known.outputs;
	const outputs = tell();
	finals.set(key, { at: now, outputs });
	// What did not work is tried again with the next event.
	const forget = () => finals.delete(key);
	outputs.then((given) => (given === null ? forget() : undefined), forget);
	return await outputs;
}

function withReports(placed: readonly PlacedCall[], told: Told): Told {
	return new Map(
		placed.map(({ item, callId }) => {
			const bridge = reports.get(String(callId));
			return [item, { ...told.get(item), ...(bridge ? { bridge } : {}) }];
		}),
	);
}
