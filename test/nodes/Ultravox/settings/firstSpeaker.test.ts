import {
	firstSpeakerSetting,
	withFirstSpeaker,
} from '../../../../nodes/Ultravox/settings/firstSpeaker';
import { AGENT_CALL, CALL, expectTaken, read, TEMPLATE } from './reading';

const first = (firstSpeakerSettings: object) => {
	const fields = read(firstSpeakerSetting, { firstSpeakerSettings: { ...firstSpeakerSettings } });
	for (const schema of [TEMPLATE, CALL, AGENT_CALL]) expectTaken(schema, fields);
	return fields;
};
const outgoing = { plivo: { outgoing: { to: '+14155550100', from: '+14155550199' } } };

describe('P2.7 who speaks first', () => {
	test('is the agent, with a greeting, or as it likes', () => {
		expect(first({ agent: {} })).toEqual({ firstSpeakerSettings: { agent: {} } });
		expect(
			first({
				agent: { text: 'Hello', prompt: 'Greet', delay: '1', uninterruptible: true },
			}),
		).toEqual({
			firstSpeakerSettings: {
				agent: { text: 'Hello', prompt: 'Greet', delay: '1s', uninterruptible: true },
			},
		});
	});

	test('is the other side, with a fallback whose delay has the form 10s', () => {
		expect(first({ user: {} })).toEqual({ firstSpeakerSettings: { user: {} } });
		expect(first({ user: { delay: 10, text: 'Hello?' } })).toEqual({
			firstSpeakerSettings: { user: { fallback: { delay: '10s', text: 'Hello?' } } },
		});
		expect(() => first({ user: { text: 'Hello?' } })).toThrow(
			"'Fallback Delay (Seconds)' is empty",
		);
	});

	test('is one of both', () => {
		expect(() => first({ agent: {}, user: {} })).toThrow(
			"'First Speaker' has several: Agent, Other Side",
		);
	});

	test('follows the direction when nobody is named', () => {
		expect(read(firstSpeakerSetting, {})).toEqual({});
		expect(withFirstSpeaker({ medium: outgoing })).toEqual({
			medium: outgoing,
			firstSpeakerSettings: { user: {} },
		});
		const incoming = { medium: { plivo: {} } };
		expect(withFirstSpeaker(incoming)).toEqual(incoming);
		expect(withFirstSpeaker({ medium: { sip: { incoming: {} } } })).not.toHaveProperty(
			'firstSpeakerSettings',
		);
	});

	test('is not decided by what Ultravox shows as null', () => {
		const notOutgoing = { medium: { plivo: { outgoing: null }, twilio: null } };
		expect(withFirstSpeaker(notOutgoing)).toEqual(notOutgoing);
	});

	test('is what the agent is set to, also in the deprecated way, which excludes the other', () => {
		const call = { medium: outgoing };
		expect(withFirstSpeaker(call, { firstSpeakerSettings: { agent: {} } })).toEqual(call);
		expect(withFirstSpeaker(call, { firstSpeakerSettings: null })).toHaveProperty(
			'firstSpeakerSettings',
			{ user: {} },
		);
		const deprecated = { ...call, firstSpeaker: 'FIRST_SPEAKER_AGENT' };
		expect(withFirstSpeaker(deprecated)).toEqual(deprecated);
	});

	test('is what was chosen, also against the direction', () => {
		const chosen = { medium: outgoing, ...first({ agent: { text: 'Hello' } }) };
		expect(withFirstSpeaker(chosen)).toEqual(chosen);
	});
});
