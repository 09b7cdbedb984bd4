import {
	changedTemplate,
	keptSettings,
	writableTemplate,
} from '../../../../nodes/shared/agents/template';

describe('a template that is read, changed and sent back (ultravox.md §4.1)', () => {
	test('loses what only Ultravox writes, and what is not set', () => {
		expect(
			writableTemplate({
				callTemplate: { name: 'n', created: 'c', updated: 'u', voice: null, temperature: 0 },
			}),
		).toEqual({ temperature: 0 });
		expect(writableTemplate({ callTemplate: null })).toEqual({});
		expect(writableTemplate({})).toEqual({});
	});

	test('has changes in place of what was there, and keeps what nobody knows yet', () => {
		const current = {
			systemPrompt: 'old',
			medium: { webRtc: {} },
			firstSpeakerSettings: { agent: {} },
			tomorrow: 1,
		};
		const changes = { medium: { plivo: {} }, firstSpeakerSettings: { user: {} } };
		expect(changedTemplate(current, changes)).toEqual({
			systemPrompt: 'old',
			tomorrow: 1,
			...changes,
		});
		expect(current.medium).toEqual({ webRtc: {} });
	});

	test('has the parts of voice detection that were not changed', () => {
		expect(
			changedTemplate(
				{ vadSettings: { turnEndpointDelay: '1s', minimumTurnDuration: '0s' } },
				{ vadSettings: { minimumTurnDuration: '1s' } },
			),
		).toEqual({ vadSettings: { turnEndpointDelay: '1s', minimumTurnDuration: '1s' } });
	});

	test('has one voice', () => {
		const current = { voice: 'Mark', voiceOverrides: { lmnt: {} } };
		const externalVoice = { google: { voiceId: 'g' } };
		expect(changedTemplate(current, { externalVoice })).toEqual({ externalVoice });
		expect(changedTemplate({ externalVoice }, { voice: 'Mark' })).toEqual({ voice: 'Mark' });
		const both = { voice: 'Anna', voiceOverrides: { google: {} } };
		expect(changedTemplate(current, both)).toEqual(both);
	});

	test('has no setting that is removed', () => {
		expect(changedTemplate({ model: 'a', temperature: 1 }, {}, ['model'])).toEqual({
			temperature: 1,
		});
		const voice = { voice: 'Mark', voiceOverrides: { lmnt: {} } };
		expect(changedTemplate(voice, {}, ['voice'])).toEqual({});
	});
});

describe('what Ultravox kept though it was removed', () => {
	test('is nothing when a patch replaces', () => {
		expect(keptSettings({ voice: 'Mark', model: 'm' }, { model: 'm' }, { model: 'm' })).toEqual([]);
	});

	test('is found when a patch joins', () => {
		const before = { voice: 'Mark', medium: { webRtc: {} }, model: 'm' };
		const sent = { medium: { plivo: {} }, model: 'm' };
		const joined = { ...before, medium: { webRtc: {}, plivo: {} } };
		expect(keptSettings(before, sent, joined)).toEqual(['voice', 'medium']);
	});

	test('is not what went back to what Ultravox does by itself', () => {
		expect(keptSettings({ maxDuration: '60s' }, {}, { maxDuration: '3600s' })).toEqual([]);
	});
});
