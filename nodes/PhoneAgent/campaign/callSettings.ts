import type { IDataObject } from 'n8n-workflow';
import { given } from '../../shared/operations/given';
import type { Parameters } from '../../shared/operations/parameters';
import { isObject } from '../../shared/operations/values';

/** Ultravox waits so long for a call to be joined, unless the agent says otherwise (ultravox.md §2.1). */
const JOIN_SECONDS = 30;
/** From picking up until the sound is connected. */
const CONNECT_SECONDS = 5;
/** Plivo's own (plivo.md §5.1). */
const LONGEST_RING_SECONDS = 120;

/** How long the agent of a call waits for somebody, in seconds. */
function joinSeconds({ callTemplate }: IDataObject): number {
	const written = isObject(callTemplate) ? callTemplate.joinTimeout : undefined;
	const seconds = /^(\d+(?:\.\d+)?)s$/.exec(typeof written === 'string' ? written : '')?.[1];
	return seconds === undefined ? JOIN_SECONDS : Number(seconds);
}

/**
 * What Plivo is told of each call (plivo.md §5.1). A phone stops ringing before the agent gives up waiting, which the scheduler lets
 * no call override: whoever picked up later would hear nothing.
 * @param agent as Ultravox gives it
 * @throws InputProblem for a ring time that is longer
 */
export function callSettings(options: Parameters, agent: IDataObject): IDataObject {
	const longest = Math.min(
		LONGEST_RING_SECONDS,
		Math.max(1, Math.floor(joinSeconds(agent) - CONNECT_SECONDS)),
	);
	const ringTime = options.optionalInteger('ringTime', { min: 5, max: LONGEST_RING_SECONDS });
	if (ringTime !== undefined && ringTime > longest) {
		throw options.problem(
			'ringTime',
			`is ${ringTime}, and the agent waits ${joinSeconds(agent)} seconds for the call to be joined`,
			`Set it to ${longest} or less, or let the agent wait longer ('Join Timeout' in the Ultravox node)`,
		);
	}
	return given({
		ring_timeout: ringTime ?? longest,
		machine_detection: options.flag('hangUpOnMachines') ? 'hangup' : undefined,
	});
}
