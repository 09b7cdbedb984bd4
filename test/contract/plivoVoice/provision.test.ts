import { provisionCases } from './cases/provision';
import { made, nothing, number } from './cases/provisionAccount';
import { checkCases, PLIVO_VOICE } from './support/checkCases';
import { answer } from '../operations/contractCase';
import { NODE, runCase } from '../operations/runCase';

describe('Plivo Voice > Trunk > Provision SIP Trunk sends what Plivo documents', () =>
	checkCases(provisionCases));

const provision = {
	resource: 'trunk',
	operation: 'provision',
	size: 'more',
	title: '',
	source: 'peers.md T1.8, T1.12',
	requests: [],
} as const;

test('T1.12 the generated password in the item is the one that was sent', async () => {
	const { run, requests } = await runCase(PLIVO_VOICE, {
		...provision,
		requests: [],
		parameters: { platform: 'vapi', name: 'Acme AI', directions: 'outbound' },
		answers: [nothing, nothing, made.credential, made.outbound],
	});
	const sent = requests[2]?.body as { password: string };
	expect(sent.password).toHaveLength(20);
	expect(run.items(NODE)?.[0]?.json.password).toBe(sent.password);
});

test('T1.8 the panel says that a number is not assigned', async () => {
	const { run } = await runCase(PLIVO_VOICE, {
		...provision,
		requests: [],
		parameters: {
			platform: 'vapi',
			name: 'Acme AI',
			directions: 'inbound',
			phoneNumbers: '+14155550100',
		},
		answers: [
			nothing,
			nothing,
			number(null),
			made.uri,
			made.inbound,
			answer(400, { api_id: 'a', error: 'app_id is invalid' }),
		],
	});
	expect(run.run.data.resultData.runData[NODE]?.[0]?.hints).toEqual([
		expect.objectContaining({
			message: 'Plivo did not assign every phone number: the item says what to do by hand',
			type: 'warning',
		}),
	]);
});
