import type { Endpoint } from './callFacts';
import type { CallRegistry } from './callRegistry';
import type { CallWorld } from './callWorld';
import { fetchDocument } from './documents';
import type { DialedLeg } from './elements/dialedLeg';
import { internalError } from './hangupCauses';
import { LabCall } from './labCall';
import { runDocuments } from './xmlInterpreter';

/**
 * Moves the person of a dialed leg to a document of their own (plivo.md §5.3): from then on they are in
 * a call with the leg's uuid, which goes on by itself. The Dial they leave ends as completed.
 */
export function transferDialedLeg(
	leg: DialedLeg,
	endpoint: Endpoint,
	from: LabCall,
	{ calls, world }: { calls: CallRegistry; world: CallWorld },
): void {
	leg.depart();
	const call = new LabCall(
		{
			uuid: leg.uuid,
			direction: 'outbound',
			from: leg.callerId,
			to: leg.target,
			// Its hang-up was the Dial's to report.
			route: null,
			fields: { ALegUUID: from.uuid, ALegRequestUUID: from.uuid },
			parentCallUuid: from.uuid,
			sessionStart: from.facts.sessionStart,
			script: [],
		},
		world,
		leg.person,
	);
	calls.add(call);
	call.log(`was the dialed leg of ${from.uuid.slice(0, 8)}`);
	call.line.open();
	call.answer();
	void call.whenEnded.then(() => call.settle());
	run(endpoint, call, world).catch((error: unknown) => {
		call.log(`the lab failed: ${String(error)}`);
		call.end(internalError('Plivo'));
	});
}

async function run(endpoint: Endpoint, call: LabCall, world: CallWorld): Promise<void> {
	const outcome = await fetchDocument('transfer', endpoint, {}, call, world);
	if (call.ended.aborted) return;
	const ending =
		'ending' in outcome ? outcome.ending : await runDocuments(outcome.document, call, world);
	if (ending) call.end(ending);
}
