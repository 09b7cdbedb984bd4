import type { IDataObject } from 'n8n-workflow';
import { durationSeconds } from '../../shared/durationSeconds';
import { given } from '../../shared/operations/given';
import { InputProblem } from '../../shared/operations/inputProblem';
import type { Parameters } from '../../shared/operations/parameters';
import { isObject } from '../../shared/operations/values';

/** Ultravox waits so long for a call to be joined, unless the agent says otherwise (ultravox.md §2.1). */
const JOIN_SECONDS = 30;
/** From the creation of the call until the phone rings, and from picking up until the sound is connected. */
const SET_UP_SECONDS = 10;
/** How long Plivo listens whether a machine picked up, before the sound is connected (plivo.md §5.1). */
const DETECTION_SECONDS = 5;
/** What rings less, nobody picks up. */
const SHORTEST_RING_SECONDS = 5;
/** Plivo's own (plivo.md §5.1). */
const LONGEST_RING_SECONDS = 120;
/** What is recommended. */
const USUAL_RING_SECONDS = 45;

/** How long the agent of a call waits for somebody, in seconds. */
function joinSeconds({ callTemplate }: IDataObject): number {
	const written = isObject(callTemplate) ? callTemplate.joinTimeout : undefined;
	return durationSeconds(written) ?? JOIN_SECONDS;
}

/**
 * What Plivo is told of each call (plivo.md §5.1). A phone stops ringing so early that whoever picks up last is still connected before
 * the agent gives up waiting, which the scheduler lets no call override.
 * @param agent as Ultravox gives it
 * @throws InputProblem for a ring time that is longer, and for an agent that waits too short for any phone
 */
export function callSettings(options: Parameters, agent: IDataObject): IDataObject {
	const hangsUp = options.optionalFlag('hangUpOnMachines') ?? true;
	const margin = SET_UP_SECONDS + (hangsUp ? DETECTION_SECONDS : 0);
	const waits = joinSeconds(agent);
	const longest = Math.min(LONGEST_RING_SECONDS, Math.floor(waits - margin));
	const ringTime = options.optionalInteger('ringTime', {
		min: SHORTEST_RING_SECONDS,
		max: LONGEST_RING_SECONDS,
	});
	if (longest < SHORTEST_RING_SECONDS) {
		throw new InputProblem(
			`The agent waits ${waits} seconds for a call to be joined, of which ${margin} pass besides the ringing`,
			`Set 'Join Timeout' of the agent to ${margin + USUAL_RING_SECONDS} seconds in the Ultravox node`,
		);
	}
	if (ringTime !== undefined && ringTime > longest) {
		throw options.problem(
			'ringTime',
			`is ${ringTime}, and the agent waits ${waits} seconds for the call to be joined, of which ${margin} pass besides the ringing`,
			`Set it to ${longest} or less, or 'Join Timeout' of the agent to ${ringTime + margin} seconds in the Ultravox node`,
		);
	}
	return given({
		ring_timeout: ringTime ?? longest,
		machine_detection: hangsUp ? 'hangup' : undefined,
	});
}
