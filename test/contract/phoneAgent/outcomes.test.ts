import { TRUNK_CODES, VOICE_CODES } from '../../../nodes/shared/callOutcomes/plivoCodes';
import type { OutcomeRule } from '../../../nodes/shared/callOutcomes/rules';
import { OUTCOME_RULES } from '../../../nodes/shared/callOutcomes/rules';
import { expectGenerated } from '../operations/generatedDocument';

const SOURCES: Record<OutcomeRule['fact'], string> = {
	isTransferred: "Plivo's record of the human's leg",
	isMachine: 'Machine detection',
	bridgeReason: "Bridge, the stream's reason",
	endReason: 'Ultravox, `endReason`',
	terminationReason: 'Ultravox, `sipDetails.terminationReason`',
	hangupCause: 'Plivo, hang-up cause',
	hangupCode: 'Plivo, hang-up code',
	hangupStatus: 'Plivo, call status',
};

const table = (head: string[], rows: string[][]): string =>
	[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

test('the page of outcomes shows the table that decides', () => {
	expectGenerated('outcomes.md', {
		'outcome rules': table(
			['What happened', 'Who says so', 'Value', 'Outcome', 'Output'],
			OUTCOME_RULES.map(({ what, fact, value, outcome, output }) => [
				what,
				SOURCES[fact],
				value === true ? '' : `\`${value}\``,
				`\`${outcome}\``,
				output,
			]),
		),
		'silent codes': table(
			['Code', 'Name'],
			VOICE_CODES.filter(({ outcome }) => outcome === null).map(({ code, name }) => [
				`\`${code}\``,
				name,
			]),
		),
		'trunk codes': table(
			['Code', 'Name', 'Outcome where nobody answered'],
			TRUNK_CODES.map(({ code, name, outcome }) => [
				`\`${code}\``,
				name,
				outcome === null ? '' : `\`${outcome}\``,
			]),
		),
	});
});
