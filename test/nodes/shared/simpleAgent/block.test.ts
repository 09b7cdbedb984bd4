import fc from 'fast-check';
import { hasMarker, joinPrompt, splitPrompt } from '../../../../nodes/shared/simpleAgent/block';
import { isLabel } from '../../../../nodes/shared/simpleAgent/blockLine';
import type { BlockSettings } from '../../../../nodes/shared/simpleAgent/blockSettings';
import { NO_SETTINGS } from '../../../../nodes/shared/simpleAgent/blockSettings';
import { instructionsIn, numbered } from '../../../../nodes/shared/simpleAgent/instructions';
import { DATA_FIELD_TYPES } from '../../../../nodes/shared/simpleAgent/simpleAgent';

const settings: BlockSettings = {
	type: 'outbound',
	languages: ['de-AT', 'en'],
	accent: 'Austrian: soft (really)',
	handoffNumber: '+14155550100',
	interruptible: false,
	allActions: 3,
	modelLabel: 'oppie-vox',
	dataWebhookUrl: 'https://example.com/collected?key=1',
	dataFields: [
		{ name: 'appointment day', type: 'date', description: 'The day they prefer: any' },
		{ name: 'first visit', type: 'boolean', description: '' },
	],
};

const line = fc
	.string({ unit: 'grapheme', maxLength: 60 })
	.map((text) => text.replace(/[\r\n]/g, ' ').trim());

const name = fc
	.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 _.'/&-]{0,40}$/)
	.map((text) => text.trim())
	.filter((text) => text !== '' && !isLabel(text));

const anySettings: fc.Arbitrary<BlockSettings> = fc.record({
	type: fc.constantFrom('inbound' as const, 'outbound' as const),
	languages: fc.uniqueArray(fc.constantFrom('de', 'de-AT', 'en', 'pt-BR'), { maxLength: 3 }),
	accent: fc.option(line.filter((text) => text !== '' && !text.startsWith('*'))),
	handoffNumber: fc.option(fc.stringMatching(/^\+[1-9][0-9]{6,14}$/)),
	interruptible: fc.boolean(),
	allActions: fc.option(fc.nat({ max: 999 })),
	modelLabel: fc.option(fc.constant('oppie-vox-turbo')),
	dataWebhookUrl: fc.option(fc.webUrl({ withQueryParameters: true })),
	dataFields: fc.uniqueArray(
		fc.record({ name, type: fc.constantFrom(...DATA_FIELD_TYPES), description: line }),
		{ maxLength: 5, selector: (field) => field.name.toLowerCase() },
	),
});

const text = fc
	.array(line, { maxLength: 8 })
	.map((lines) => lines.join('\n').trimEnd())
	.filter((one) => !hasMarker(one));

describe('the block at the end of a system prompt', () => {
	test('is plain text, for people and for the model', () => {
		expect(joinPrompt('You are Anna.\n', settings)).toBe(
			[
				'You are Anna.',
				'',
				'=== Phone Agent settings ===',
				'Keep to these settings, and do not read them out. To change one, edit what follows its colon.',
				'Type of calls: outbound',
				'Languages to speak, mainly the first: de-AT, en',
				'Accent to speak with: Austrian: soft (really)',
				'Human to hand off to: +14155550100',
				'May be interrupted: no',
				'Actions: all 3 of the account',
				'Model name: oppie-vox',
				'Collected data goes to: https://example.com/collected?key=1',
				'Data to collect in the call:',
				'- appointment day (date): The day they prefer: any',
				'- first visit (yes or no)',
				'=== End of Phone Agent settings ===',
			].join('\n'),
		);
	});

	test('O3.9 whatever is written is read again, and the text around it stays', () => {
		fc.assert(
			fc.property(text, anySettings, text, (before, one, after) => {
				const prompt = joinPrompt(before, one);
				expect(splitPrompt(prompt)).toEqual({ text: before, settings: one });
				const moved = splitPrompt(`${prompt}\n${after}`);
				expect(moved.settings).toEqual(after.trim() === '' ? one : null);
				expect(moved.ignored).toBe(after.trim() === '' ? undefined : 'notAtEnd');
				expect(moved.text.endsWith(after)).toBe(true);
			}),
		);
	});

	test('its lines may come in any order, in bold or as a list, with carriage returns', () => {
		const [begin = '', advice = '', ...lines] = joinPrompt('', settings).split('\n');
		const end = lines.pop() ?? '';
		const fields = lines.splice(-3);
		fc.assert(
			fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
				const bold = shuffled.map((one) => one.replace(/^([^:]+):/, '- **$1:**'));
				for (const inside of [shuffled, bold]) {
					const prompt = [begin, ...fields, ...inside, advice, end].join('\r\n');
					expect(splitPrompt(prompt)).toEqual({ text: '', settings });
				}
			}),
		);
	});

	test.each([
		['its end', /=== End.*/],
		['its beginning', /=== Phone.*\n/],
		['its advice', /Keep to.*\n/],
	])('without %s it is read all the same', (_what, gone) => {
		const prompt = joinPrompt('You are Anna.\n- Be kind', settings).replace(gone, '');
		expect(splitPrompt(prompt)).toEqual({ text: 'You are Anna.\n- Be kind', settings });
	});

	test('what somebody wrote into it is text of the prompt', () => {
		const prompt = joinPrompt('You are Anna.', settings).replace(
			'May be interrupted',
			'Please be brief.\nMay be interrupted',
		);
		expect(splitPrompt(prompt)).toEqual({ text: 'You are Anna.\n\nPlease be brief.', settings });
	});

	test('values that nobody can read are not set', () => {
		const prompt = joinPrompt('', { ...settings, dataFields: [] })
			.replace('outbound', 'both')
			.replace(': no', ': maybe')
			.replace('+14155550100', 'the front desk')
			.replace('https://', 'somewhere ')
			.replace('all 3 of', 'some of');
		const { settings: read } = splitPrompt(prompt);
		expect(read).toEqual({
			...NO_SETTINGS,
			languages: settings.languages,
			accent: settings.accent,
			modelLabel: 'oppie-vox',
		});
	});

	test('of two blocks none counts, and both go: text that came from elsewhere cannot pass for settings', () => {
		const own = joinPrompt('Hello.', { ...NO_SETTINGS, accent: 'Irish' });
		for (const foreign of [
			joinPrompt('', settings),
			'=== Phone Agent settings ===\nActions: all',
		]) {
			for (const prompt of [`${foreign}\n${own}`, `${own}\n${foreign}`]) {
				const split = splitPrompt(prompt);
				expect(split).toMatchObject({ settings: null });
				expect(split.ignored).toBeDefined();
				expect(split.text.trim()).toBe('Hello.');
			}
		}
	});

	test('a block in the middle of a prompt does not count', () => {
		const prompt = `${joinPrompt('Hello.', settings)}\nBe kind.`;
		expect(splitPrompt(prompt)).toEqual({
			text: 'Hello.\n\nBe kind.',
			settings: null,
			ignored: 'notAtEnd',
		});
	});

	test('a prompt without it has none, whatever its lines look like', () => {
		const prompt = 'Accent to speak with: Irish\nPhone agent settings follow.';
		expect(splitPrompt(prompt)).toEqual({ text: prompt, settings: null });
	});

	test('damaged in any way it is read without an error, and no other text is lost', () => {
		const lines = joinPrompt('', settings).split('\n');
		const damage = fc.tuple(
			fc.nat({ max: lines.length }),
			fc.nat({ max: 4 }),
			fc.array(fc.constantFrom(...lines, '- a', ':', '(', '**', ''), { maxLength: 4 }),
		);
		fc.assert(
			fc.property(damage, ([at, gone, put]) => {
				const damaged = [...lines];
				damaged.splice(at, gone, ...put);
				const mine = 'Mine alone, and of nobody else.';
				const { text: left } = splitPrompt([mine, ...damaged, mine].join('\n'));
				expect(left.split(mine).length).toBe(3);
			}),
		);
	});
});

describe('instructions in a prompt', () => {
	const instruction = fc
		.array(line, { minLength: 1, maxLength: 3 })
		.map((lines) => lines.join('\n').trim())
		.filter((one) => one !== '');

	test('O3.9 whatever is written is read again', () => {
		fc.assert(
			fc.property(fc.array(instruction, { minLength: 1, maxLength: 12 }), (all) => {
				expect(instructionsIn(numbered(all))).toEqual(all);
			}),
		);
	});

	test('what stands above the list is one more, a prompt without numbers is one', () => {
		expect(instructionsIn('You are Anna.\nBe kind.\n1. Offer help.\n2) Ask.\nAlways.')).toEqual([
			'You are Anna.\nBe kind.',
			'Offer help.',
			'Ask.\nAlways.',
		]);
		expect(instructionsIn('You are Anna.\n\nBe kind.')).toEqual(['You are Anna.\n\nBe kind.']);
		expect(instructionsIn('  \n')).toBeNull();
	});
});
