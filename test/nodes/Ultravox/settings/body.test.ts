import type { INodeProperties } from 'n8n-workflow';
import { withAdditionalFields } from '../../../../nodes/Ultravox/settings/additionalBodyFields';
import type { Setting } from '../../../../nodes/Ultravox/settings/setting';
import {
	agentCallSettings,
	callSettings,
	callTemplateSettings,
} from '../../../../nodes/Ultravox/settings/subsets';
import { Parameters } from '../../../../nodes/shared/operations/parameters';
import { documentFields } from '../../../contract/support/ultravoxContract';
import { AGENT_CALL, CALL, read, TEMPLATE } from './reading';

const namesIn = ({ properties }: Setting): string[] =>
	properties.flatMap((group) =>
		((group.options ?? []) as INodeProperties[]).map(({ name }) => name),
	);

/** What an operation shows beside the settings, and what nobody sets: deprecated, or written by Ultravox. */
const ELSEWHERE: Record<string, string[]> = {
	[TEMPLATE]: ['systemPrompt', 'name', 'created', 'updated'],
	[CALL]: ['systemPrompt', 'medium', 'firstSpeaker', 'transcriptOptional'],
	[AGENT_CALL]: ['medium', 'templateContext', 'agentId'],
};

describe('the settings of a request', () => {
	test.each([
		[TEMPLATE, callTemplateSettings],
		[CALL, callSettings],
		[AGENT_CALL, agentCallSettings],
	])('are all of %s, and no others', (schema, settings) => {
		const names = namesIn(settings).map((name) => name.replace('mediumSettings', 'medium'));
		const wanted = documentFields(schema).filter((name) => !ELSEWHERE[schema]?.includes(name));
		expect(names.sort()).toEqual(wanted.sort());
	});

	test('lie in groups that are sorted by label', () => {
		for (const { options } of callTemplateSettings.properties) {
			const labels = ((options ?? []) as INodeProperties[]).map((one) => one.displayName);
			expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		}
	});

	test('come from all groups', () => {
		expect(
			read(callTemplateSettings, {
				voiceAndModel: { temperature: 1 },
				conversation: { timeExceededMessage: 'Bye' },
				toolsAndData: { contextSchema: '{"a":1}' },
				callSettings: { joinTimeout: '5' },
			}),
		).toEqual({
			temperature: 1,
			timeExceededMessage: 'Bye',
			contextSchema: { a: 1 },
			joinTimeout: '5s',
		});
		expect(read(callTemplateSettings, {})).toEqual({});
	});
});

describe('additional body fields', () => {
	const merge = (body: object, additionalBodyFields: unknown) =>
		withAdditionalFields(
			new Parameters(
				[
					{
						displayName: 'Additional Body Fields',
						name: 'additionalBodyFields',
						type: 'json',
						default: '{}',
					},
				],
				() => additionalBodyFields,
			),
			{ ...body },
		);

	test('join what is there', () => {
		expect(merge({ a: { b: 1 } }, '{ "a": { "c": 2 }, "d": [3] }')).toEqual({
			a: { b: 1, c: 2 },
			d: [3],
		});
		expect(merge({ a: 1 }, '')).toEqual({ a: 1 });
	});

	test('never change what another input set', () => {
		expect(() => merge({ a: { b: 1 } }, { a: { b: 2 } })).toThrow(
			"'Additional Body Fields' set 'a.b', which another input sets, too",
		);
		expect(() => merge({ a: [1] }, { a: [2] })).toThrow(/set 'a'/);
	});
});
