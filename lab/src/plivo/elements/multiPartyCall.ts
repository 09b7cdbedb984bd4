import { readJoinRequest } from '../multiParty/participantSettings';
import { followExitUrl, takePart } from '../multiParty/takePart';
import type { XmlNode } from '../xmlDocument';
import type { ElementContext, ElementOutcome } from './element';

/** Accepted, but without effect in the lab. */
const NOT_SIMULATED = ['waitTime', 'transcript', 'transcriptionUrl'];

/** `<MultiPartyCall>`: the call takes part until it leaves or is taken out (plivo-conferences.md §C4). */
export async function runMultiPartyCall(
	node: XmlNode,
	context: ElementContext,
): Promise<ElementOutcome> {
	const { call, world } = context;
	for (const name of NOT_SIMULATED.filter((attribute) => attribute in node.attributes)) {
		call.log(`${name} of MultiPartyCall has no effect in the lab`, 'not-simulated');
	}
	const join = readJoinRequest(node.text.trim(), node.attributes);
	const mpc = world.multiPartyCalls.open(join, world);
	if (mpc.full) {
		call.log(`the multi-party call ${mpc.friendlyName} is full`, 'refused');
		return undefined;
	}
	const participant = await takePart(mpc, join, context);
	return await followExitUrl(mpc, participant, context);
}
