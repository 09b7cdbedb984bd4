import { readConferenceSettings } from '../conference/conferenceSettings';
import { aborted } from '../sleep';
import type { XmlNode } from '../xmlDocument';
import { takeAction } from './action';
import type { ElementContext, ElementOutcome } from './element';
import { readEndpoint } from './element';

/** `<Conference>`: the call is in the room until it is taken out or leaves (plivo-conferences.md §C2). */
export async function runConference(
	node: XmlNode,
	context: ElementContext,
): Promise<ElementOutcome> {
	const { call, world, interrupt } = context;
	const settings = readConferenceSettings(node);
	if (settings.record && node.attributes.recordFileFormat !== 'wav') {
		call.log('the recording will be a WAV file: the lab writes no MP3', 'not-simulated');
	}
	if (node.attributes.transcriptionUrl !== undefined) {
		call.log('nothing is transcribed in the lab', 'not-simulated');
	}
	const entered = world.conferences.enter(settings, call, world);
	if (!entered) {
		call.log(`the conference ${settings.name} is full`, 'refused');
		return undefined;
	}
	const { conference, member } = entered;
	await aborted(AbortSignal.any([interrupt, member.left]));
	conference.dismiss(member);
	const action = readEndpoint(node, 'action', 'method');
	if (!action || interrupt.aborted) return undefined;
	return await takeAction(node, action, conference.actionFields(member), context);
}
