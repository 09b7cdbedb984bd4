import type { Parameters } from '../../shared/operations/parameters';
import type { PlacedCall } from '../../shared/placedCall';
import type { ItemContext } from '../../shared/refusal';
import type { OutboundCall } from '../outbound/outboundCall';
import { placeCall } from '../outbound/placeCall';
import type { Placing } from '../outbound/placing';
import type { Found } from './checks';
import { checkCallerId, checkConfiguration, checkCredentials } from './checks';
import type { Heard } from './listen';
import { listen } from './listen';

/** One step of a test call. */
export interface TestStep {
	step: string;
	/** null: not tried, because a step before it was not passed. */
	ok: boolean | null;
	detail: string;
}

const STEPS = [
	'Credentials',
	'Configuration',
	'Caller ID',
	'Dialed',
	'Answered',
	'Agent Spoke',
	'Caller Heard',
] as const;

/** What a test call found. */
export interface Tested {
	steps: TestStep[];
	placed: PlacedCall | null;
	heard: Heard | null;
}

const NOT_TRIED = 'Not tried: an earlier step was not passed';

/** Tests a call step by step (D4.12): nobody is dialed before what can be checked without dialing is right. Throws nothing. */
export async function runTestCall(
	item: ItemContext,
	placing: Placing,
	call: OutboundCall,
	parameters: Parameters,
): Promise<Tested> {
	const tested: Tested = { steps: [], placed: null, heard: null };
	const checks: Array<() => Promise<Found>> = [
		async () => await checkCredentials(item),
		async () => await checkConfiguration(item, call, parameters),
		async () => await checkCallerId(item, call.from),
		async () => {
			tested.placed = await placeCall(placing, call);
			const { state, reason } = tested.placed;
			return { ok: state === 'placed', detail: reason ?? `${call.to} is being dialed` };
		},
		async () => {
			if (tested.placed === null) return { ok: false, detail: NOT_TRIED };
			tested.heard = await listen(item.context, tested.placed);
			return answered(tested.heard);
		},
		async () => agentSpoke(tested.heard),
		async () => callerHeard(tested.heard),
	];
	let isPassed = true;
	for (const [index, check] of checks.entries()) {
		const step = STEPS[index] ?? '';
		// Who was not heard does not keep the other from having been.
		const isNeeded: boolean =
			isPassed || (step === 'Caller Heard' && tested.heard?.wasAnswered === true);
		const found: Omit<TestStep, 'step'> = isNeeded
			? await check().catch(told)
			: { ok: null, detail: NOT_TRIED };
		tested.steps.push({ step, ...found });
		isPassed = isPassed && found.ok === true;
	}
	return tested;
}

const told = (error: Error): Found => {
	const { description } = error as Error & { description?: string | null };
	return { ok: false, detail: description ? `${error.message}. ${description}` : error.message };
};

function answered({ wasAnswered, object, hangupCause }: Heard): Found {
	if (wasAnswered) return { ok: true, detail: 'Somebody picked up, and the agent is connected' };
	const why = hangupCause ?? object.endReason;
	const reason = typeof why === 'string' ? ` (${why})` : '';
	return {
		ok: false,
		detail: `Nobody was connected with the agent${reason}: the phone was not picked up, or its sound did not reach Ultravox`,
	};
}

function agentSpoke(heard: Heard | null): Found {
	if (heard?.agentSpoke) return { ok: true, detail: 'The agent said something' };
	return {
		ok: false,
		detail: "The agent said nothing: look at its voice and model, or give a 'First Sentence'",
	};
}

function callerHeard(heard: Heard | null): Found {
	if (heard?.callerHeard) return { ok: true, detail: 'The agent heard what was said' };
	return {
		ok: false,
		detail:
			'The agent heard nothing: either nobody spoke into the phone, or the sound does not reach Ultravox',
	};
}
