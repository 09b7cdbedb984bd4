import { answerFields, callFields } from './callbackFields';
import type { Endpoint } from './callFacts';
import type { CallWorld } from './callWorld';
import { machineDetected } from './hangupCauses';
import type { LabCall } from './labCall';
import type { LabPerson } from './people';
import { sleep } from './sleep';

/** What Make Call asked for (plivo.md §5.1). */
export interface MachineDetection {
	/** What to do with a machine: go on, or hang up. */
	mode: 'true' | 'hangup';
	/** Milliseconds after which nothing counts as a machine any more. */
	timeMs: number;
	/** Where the result goes when the call is not to wait for it. */
	callback?: Endpoint;
}

/**
 * Finds out who picked up, and tells it: in the answer request, or to the URL that was given (plivo.md §6.5).
 * Resolves when it is known; the call may have been hung up then.
 */
export async function detectMachine(
	{ mode, timeMs, callback }: MachineDetection,
	callee: LabPerson,
	call: LabCall,
	world: CallWorld,
): Promise<void> {
	const { machineDetectionMs, syncMachineField, humanReported } = world.variants;
	await sleep(Math.min(machineDetectionMs, timeMs), call.ended);
	if (call.ended.aborted) return;
	const takenFor = callee.detectedAs ?? callee.kind;
	const isMachine = takenFor === 'machine' && machineDetectionMs <= timeMs;
	call.log(isMachine ? 'a machine was detected' : 'no machine was detected');
	const told = isMachine || humanReported === 'false' ? { Machine: String(isMachine) } : undefined;
	if (told && callback) {
		void world.callbacks.send({
			purpose: 'machine detection',
			...callback,
			fields: { ...callFields(call, world), Event: 'MachineDetection', ...told },
		});
	} else if (told && syncMachineField === 'present') {
		call.answerFields = { ...answerFields(call, world), ...told };
	}
	if (isMachine && mode === 'hangup') call.end(machineDetected('Plivo'));
}
