import type { IDataObject } from 'n8n-workflow';
import { durationField, flagField, textField } from './fields';
import { isOutgoing } from './medium/outgoing';
import { oneOf } from './oneOf';
import type { Setting } from './setting';
import { together, under } from './setting';

const words = (text: string, prompt: string): Setting =>
	together(
		textField({
			displayName: 'Text',
			name: 'text',
			placeholder: 'e.g. Hello, this is Anna from the clinic.',
			description: text,
		}),
		textField({
			displayName: 'Prompt',
			name: 'prompt',
			placeholder: 'e.g. Greet the caller by name.',
			description: prompt,
		}),
	);

const agentFirst: Setting = together(
	words('What the agent says first, word by word', 'What the agent is told to greet with'),
	durationField({
		displayName: 'Delay (Seconds)',
		name: 'delay',
		placeholder: 'e.g. 1 or 1s',
		description: 'How long the agent waits before it speaks',
	}),
	flagField({
		displayName: 'Uninterruptible',
		name: 'uninterruptible',
		description: 'Whether the agent says its greeting to the end, whatever the other side says',
	}),
);

const fallback: Setting = together(
	durationField({
		displayName: 'Fallback Delay (Seconds)',
		name: 'delay',
		placeholder: 'e.g. 10 or 10s',
		description: 'After this long a silence the agent speaks after all; never if not set',
	}),
	words(
		'What the agent says then, word by word; needs the delay',
		'What the agent is told to say then; needs the delay',
	),
);

/** Ultravox waits for a fallback's delay: words alone would never be said. */
const userFirst: Setting = under('fallback', {
	properties: fallback.properties,
	read: (parameters) => {
		const fields = fallback.read(parameters);
		if (Object.keys(fields).length > 0 && fields.delay === undefined) {
			throw parameters.problem('delay', 'is empty', 'Without it the agent would never speak');
		}
		return fields;
	},
});

const firstSpeaker = (unchosen: string): Setting =>
	oneOf(
		{
			displayName: 'First Speaker',
			name: 'firstSpeakerSettings',
			placeholder: 'Choose Who Speaks First',
			description: `Who speaks first. If not chosen: ${unchosen}.`,
		},
		[
			{ displayName: 'Agent', name: 'agent', setting: agentFirst },
			{ displayName: 'Other Side', name: 'user', setting: userFirst },
		],
	);

/** Who speaks first, and how: exactly one of both. The deprecated `firstSpeaker` is never sent (ultravox.md §2.1). */
export const firstSpeakerSetting = firstSpeaker(
	'the other side when Ultravox calls a phone, else the agent',
);

/** The same for a call with an agent, which may say it already. */
export const agentCallFirstSpeakerSetting = firstSpeaker(
	'what the agent is set to; where it is set to nothing, the other side when Ultravox calls a phone, else the agent',
);

/** Whether a body says who speaks first, also in the deprecated way: Ultravox refuses both at once (ultravox.md §2.1). */
const saysWho = ({ firstSpeakerSettings, firstSpeaker: deprecated }: IDataObject) =>
	[firstSpeakerSettings, deprecated].some((value) => value !== undefined && value !== null);

/**
 * A body in which who is called speaks first, when nothing else was said: an agent that talks into the ringing of a phone is heard
 * by nobody (ultravox.md §3, §10.4). Otherwise the agent speaks first, as Ultravox does by itself.
 * @param template of the agent whose call it is: what that says about the first speaker stays
 */
export function withFirstSpeaker(body: IDataObject, template: IDataObject = {}): IDataObject {
	if (saysWho(body) || saysWho(template) || !isOutgoing(body.medium)) return body;
	return { ...body, firstSpeakerSettings: { user: {} } };
}
