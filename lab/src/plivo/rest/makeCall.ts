import { randomUUID } from 'node:crypto';
import type { CallRoute, Endpoint } from '../callFacts';
import type { CallQueue } from '../callQueue';
import type { OutboundOptions } from '../callRunner';
import { runOutboundCall } from '../callRunner';
import { countryOf } from '../countries';
import { LabCall } from '../labCall';
import { normalized } from '../people';
import { ApiRefusal } from './answers';
import { readCallback } from './callActions/action';
import type { RestContext } from './context';
import { readFlag } from './fields';

const MOST_DESTINATIONS = 1000;

/**
 * Queues the calls of a checked Make Call, one to each destination (plivo.md §5.1).
 *
 * @returns their uuids, in the order of the destinations
 * @throws ApiRefusal 400 for too many destinations, 403 for a barred country and for too many calls to
 *   India, 404 for a parent call that must be there and is not
 */
export function makeCalls(
	values: Record<string, string>,
	queue: CallQueue,
	context: RestContext,
): string[] {
	const targets = (values.to as string).split('<').map(normalized);
	if (targets.length > MOST_DESTINATIONS) throw new ApiRefusal(400, 'to has too many numbers');
	refuseForbidden(targets, context);
	const parent = values.parent_call_uuid;
	const parentExists = context.calls.all().some((call) => call.uuid === parent);
	if (parent !== undefined && !parentExists && readFlag(values.error_if_parent_not_found)) {
		throw new ApiRefusal(404, 'parent call not found');
	}
	return targets.map((target) => placeCall(target, values, queue, context));
}

/** Geo permissions, and the concurrency of India (plivo.md §1.2, §1.3). */
function refuseForbidden(targets: string[], { account, calls }: RestContext): void {
	const countries = targets.map((target) => countryOf(target)?.iso);
	const barred = countries.find((iso) => iso !== undefined && account.barredCountries.has(iso));
	if (barred !== undefined) {
		throw new ApiRefusal(403, `Geo permission for ${barred} is not enabled for this account`);
	}
	const added = countries.filter((iso) => iso === 'IN').length;
	const open = calls
		.all()
		.filter(({ facts, endState }) => !endState && countryOf(facts.to)?.iso === 'IN').length;
	if (added > 0 && open + added > account.limits.callsToIndia) {
		throw new ApiRefusal(403, 'Concurrent call limit for India exceeded');
	}
}

function placeCall(
	to: string,
	values: Record<string, string>,
	queue: CallQueue,
	{ world, calls }: RestContext,
): string {
	const callee = world.people.find(to);
	const call = new LabCall(
		{
			uuid: randomUUID(),
			direction: 'outbound',
			from: normalized(values.from as string),
			to,
			route: routeOf(values),
			fields: {},
			sessionStart: new Date(),
			callerName: values.caller_name,
			sipHeaders: farEndHeaders(values.sip_headers),
			parentCallUuid: values.parent_call_uuid,
			script: callee?.script ?? [],
			stayMs: callee?.stayMs,
		},
		world,
	);
	calls.add(call);
	queue.add(call, () => void runOutboundCall(call, callee, optionsOf(values), world));
	return call.uuid;
}

function optionsOf(values: Record<string, string>): OutboundOptions {
	const seconds = (field: string) =>
		values[field] === undefined ? undefined : Number(values[field]);
	const mode = values.machine_detection as 'true' | 'hangup' | undefined;
	return {
		ringTimeout: seconds('ring_timeout') ?? 120,
		timeLimit: seconds('time_limit') ?? 14_400,
		hangupOnRing: seconds('hangup_on_ring'),
		sendDigits: values.send_digits,
		sendOnPreanswer: readFlag(values.send_on_preanswer),
		...(mode && {
			machineDetection: {
				mode,
				timeMs: Number(values.machine_detection_time ?? 5000),
				callback: endpointOf('machine_detection', values),
			},
		}),
	};
}

function routeOf(values: Record<string, string>): CallRoute {
	return {
		answer: endpointOf('answer', values) as Endpoint,
		fallback: endpointOf('fallback', values),
		hangup: endpointOf('hangup', values),
		ring: endpointOf('ring', values),
	};
}

/** `<name>_url` and `<name>_method`. */
function endpointOf(name: string, values: Record<string, unknown>): Endpoint | undefined {
	return readCallback(values, `${name}_url`, `${name}_method`);
}

/** `k=v,k2=v2` as the headers that the far end gets. */
function farEndHeaders(sent: string | undefined): Record<string, string> {
	const pairs = sent === undefined ? [] : sent.split(',').map((pair) => pair.split('=', 2));
	return Object.fromEntries(pairs.map(([key, value = '']) => [`X-PH-${key}`, value]));
}
