import type { CallOutcome } from '../../../nodes/shared/callOutcome';

/** What `--json` says of one call. Times are milliseconds; null for what did not happen. */
export interface CallSummary {
	/** What the person on the phone decoded from the audio that reached them, in order. */
	heardByCaller: string[];
	/** What the agent decoded from the audio that reached it, in order. */
	heardByAgent: string[];
	/** From Plivo's answer request to the XML. */
	answerMs: number | null;
	/** From the answer to the first sound at the caller's ear. */
	firstAudioMs: number | null;
	/** The execution of *Answered*. */
	executionId: string | null;
	/** Of the item of *Ended*. */
	outcome: CallOutcome | null;
}

export type DemoPath = 'direct' | 'relay';

export interface DemoCallResult {
	summary: CallSummary;
	/** Why the call does not count as a success, in a sentence; undefined when it does. */
	failure: string | undefined;
}

export const noCall: Readonly<CallSummary> = {
	heardByCaller: [],
	heardByAgent: [],
	answerMs: null,
	firstAudioMs: null,
	executionId: null,
	outcome: null,
};

/** What is wrong with what was heard, if anything is. */
export function hearingFailure({ heardByCaller, heardByAgent }: CallSummary): string | undefined {
	if (heardByCaller.length === 0) return 'The caller heard nothing.';
	if (heardByAgent.length === 0) return 'The agent heard nothing.';
	return undefined;
}

/** The JSON object of `--json`: both calls, those that were never placed too. */
export function startResult(
	results: Partial<Record<DemoPath, DemoCallResult>>,
): Record<DemoPath, CallSummary> {
	return {
		direct: results.direct?.summary ?? noCall,
		relay: results.relay?.summary ?? noCall,
	};
}

/** One sentence for each call that failed; empty when both are a success. */
export function startFailures(results: Partial<Record<DemoPath, DemoCallResult>>): string[] {
	return (['direct', 'relay'] as const).flatMap((path) => {
		const result = results[path];
		if (result === undefined) return [`The ${path} call was not placed.`];
		return result.failure === undefined ? [] : [`The ${path} call failed: ${result.failure}`];
	});
}

const seconds = (ms: number | null) => (ms === null ? '-' : `${(ms / 1000).toFixed(1)} s`);

/** The summary for people, one line for each call. */
export function describeCall(path: DemoPath, { summary, failure }: DemoCallResult): string {
	const heard = `caller heard ${summary.heardByCaller.length}, agent heard ${summary.heardByAgent.length}`;
	const times = `answered in ${seconds(summary.answerMs)}, first sound after ${seconds(summary.firstAudioMs)}`;
	const end = failure ?? `${summary.outcome ?? 'no outcome'}, execution ${summary.executionId}`;
	return `${path.padEnd(7)} ${times}; ${heard}; ${end}`;
}
